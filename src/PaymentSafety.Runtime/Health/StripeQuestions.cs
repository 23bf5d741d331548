using PaymentSafety.Runtime.Reading;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Health;

/// <summary><c>stripe_api</c>: Stripe answers, and for the mode of the app. One request.</summary>
internal sealed class StripeApiQuestion(StripeReads stripe, PaymentHealthOptions options) : IHealthQuestion
{
    public string Name => "stripe_api";

    public TimeSpan KeptFor => options.CacheFor;

    public async Task<HealthFinding> AskAsync(CancellationToken cancellationToken)
    {
        using var client = stripe.OpenForHealth(options);
        var read = await client.GetBalanceAsync(cancellationToken).ConfigureAwait(false);
        if (read.Succeeded) return read.Value.Livemode == stripe.Livemode ? HealthFinding.Healthy("Stripe answers.") : HealthFinding.Unhealthy("PF3004 The key answers for the other mode.");
        // That Stripe does not answer is what this check is to find out; to the others it is the reason why they do not know.
        return read.Fault.Kind switch
        {
            StripeFaultKind.NoAnswer => HealthFinding.Unhealthy("PF9001 Stripe does not answer."),
            StripeFaultKind.ServerError => HealthFinding.Unhealthy("PF9007 Stripe answers with server errors."),
            _ => HealthFinding.Of(read.Fault),
        };
    }
}

/// <summary><c>price_ids</c>: the prices that the app sells by exist, are active, and so are their products. One request for a hundred, and one for each that is not in the list.</summary>
internal sealed class PriceIdsQuestion(StripeReads stripe, PaymentHealthOptions options) : IHealthQuestion
{
    public string Name => "price_ids";

    public TimeSpan KeptFor => options.CacheSettingsFor;

    public async Task<HealthFinding> AskAsync(CancellationToken cancellationToken)
    {
        var ids = options.PriceIds.Distinct(StringComparer.Ordinal).ToList();
        using var client = stripe.OpenForHealth(options, ids.Count);
        var known = new Dictionary<string, StripePrice>(StringComparer.Ordinal);
        // A list can show that a price exists, never that it does not; with one price it saves nothing.
        if (ids.Count > 1)
        {
            var list = await client.ListActivePricesAsync(mostPages: 1, progress: null, cancellationToken).ConfigureAwait(false);
            foreach (var price in list.Items) known[price.Id] = price;
        }

        var wrong = new List<string>();
        HealthFinding? unknown = null;
        foreach (var id in ids)
        {
            if (!known.TryGetValue(id, out var price))
            {
                var read = await client.GetPriceAsync(id, cancellationToken).ConfigureAwait(false);
                if (!read.Succeeded && read.Fault.Kind == StripeFaultKind.ResourceMissing) wrong.Add($"{id} does not exist in this mode");
                else if (!read.Succeeded && HealthFinding.Of(read.Fault) is var finding && (unknown is null || finding.Status < unknown.Status)) unknown = finding;
                price = read.Value;
            }

            if (price is null) continue;
            if (!price.Active) wrong.Add($"{id} is archived");
            else if (price.Product.Deleted || !price.Product.Active) wrong.Add($"the product of {id} is archived");
            else if (price.Livemode != stripe.Livemode) wrong.Add($"{id} is of the other mode");
        }

        if (wrong.Count > 0) return HealthFinding.Unhealthy(string.Join("; ", wrong) + ".");
        return unknown ?? HealthFinding.Healthy(ids.Count == 1 ? "The price can be sold." : $"All {ids.Count} prices can be sold.");
    }
}

/// <summary><c>webhook_endpoint</c>: Stripe has an endpoint that it sends events to. One request.</summary>
internal sealed class WebhookEndpointQuestion(StripeReads stripe, PaymentHealthOptions options) : IHealthQuestion
{
    public string Name => "webhook_endpoint";

    public TimeSpan KeptFor => options.CacheSettingsFor;

    public async Task<HealthFinding> AskAsync(CancellationToken cancellationToken)
    {
        using var client = stripe.OpenForHealth(options);
        var list = await client.ListWebhookEndpointsAsync(cancellationToken).ConfigureAwait(false);
        if (list.Fault is { } fault) return HealthFinding.Of(fault);

        var here = list.Items.Where(endpoint => options.WebhookUrl is null || SameAddress(endpoint.Url, options.WebhookUrl)).ToList();
        if (here.Count == 0) return HealthFinding.Unhealthy(options.WebhookUrl is null ? "PF5001 There is no webhook endpoint." : "PF5002 No webhook endpoint has the app's address.");
        if (here.Where(endpoint => endpoint.Enabled).ToList() is not { Count: > 0 } enabled) return HealthFinding.Unhealthy("PF5003 The webhook endpoint is disabled; Stripe sends nothing and tells nobody.");
        var unsent = options.WebhookEvents.Where(type => !enabled.Any(endpoint => endpoint.Sends(type))).ToList();
        return unsent.Count == 0 ? HealthFinding.Healthy("The webhook endpoint is enabled.") : HealthFinding.Unhealthy($"The webhook endpoint is not sent {string.Join(", ", unsent)}.");
    }

    private static bool SameAddress(string left, string right) =>
        Uri.TryCreate(left, UriKind.Absolute, out var one) && Uri.TryCreate(right, UriKind.Absolute, out var other)
        && Uri.Compare(one, other, UriComponents.HttpRequestUrl, UriFormat.Unescaped, StringComparison.Ordinal) == 0;
}

internal static class HealthReads
{
    // A list, and a repetition of it; the rest is one request for each thing that is looked at.
    private const int Spare = 20;
    private const int RequestsPerSecond = 10;

    public static StripeApiClient OpenForHealth(this StripeReads stripe, PaymentHealthOptions options, int things = 1) => stripe.Open(things + Spare, options.Timeout, RequestsPerSecond);
}
