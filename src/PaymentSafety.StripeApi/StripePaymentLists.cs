using System.Globalization;

namespace PaymentSafety.StripeApi;

/// <summary>Payments, page by page: there may be too many of them to hold all.</summary>
public static class StripePaymentLists
{
    private const int PageSize = 100;

    /// <summary>The event that tells of a payment.</summary>
    public const string SucceededEvent = "payment_intent.succeeded";

    /// <summary>
    /// Lists the payments that were begun in a time, in every state: <c>GET /v1/payment_intents</c> has no filter by status. One request. With a restricted key it
    /// needs the permissions to read payment intents and charges.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="from">The first second, since 1970.</param>
    /// <param name="before">The second after the last.</param>
    /// <param name="customer">Only this customer's; null for all.</param>
    /// <param name="after"><see cref="StripePage{T}.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public static Task<StripeResult<StripePage<StripePayment>>> ReadPaymentsAsync(
        this StripeApiClient client, long from, long before, string? customer, string? after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var path = FormattableString.Invariant($"/v1/payment_intents?created[gte]={from}&created[lt]={before}&expand[]=data.latest_charge")
            + (customer is null ? "" : "&customer=" + Uri.EscapeDataString(customer));
        return ReadPageAsync(client, path, after, StripeReaders.Payment, payment => payment.Id, cancellationToken);
    }

    /// <summary>Reads one payment: one request.</summary>
    /// <param name="client">The client.</param>
    /// <param name="id"><c>pi_…</c></param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public static Task<StripeResult<StripePayment>> GetPaymentAsync(this StripeApiClient client, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return client.ReadAsync(
            $"/v1/payment_intents/{Uri.EscapeDataString(id)}?expand[]=latest_charge",
            json => StripeReaders.Payment(json) is var payment && payment.Id == id ? payment : throw new StripeJsonException("the answer is another object than the one asked for"),
            cancellationToken);
    }

    /// <summary>Lists the events of payments that succeeded and that an endpoint has not taken, by when they happened. Stripe keeps events for 30 days. One request.</summary>
    /// <param name="client">The client.</param>
    /// <param name="from">The first second, since 1970.</param>
    /// <param name="before">The second after the last.</param>
    /// <param name="after"><see cref="StripePage{T}.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public static Task<StripeResult<StripePage<StripeEvent>>> ReadUndeliveredPaymentsAsync(
        this StripeApiClient client, long from, long before, string? after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var path = FormattableString.Invariant($"/v1/events?delivery_success=false&type={SucceededEvent}&created[gte]={from}&created[lt]={before}");
        return ReadPageAsync(client, path, after, StripeReaders.Event, value => value.Id, cancellationToken);
    }

    private static Task<StripeResult<StripePage<T>>> ReadPageAsync<T>(
        StripeApiClient client, string path, string? after, Func<StripeJson, T> read, Func<T, string> idOf, CancellationToken cancellationToken)
    {
        var paged = string.Create(CultureInfo.InvariantCulture, $"{path}&limit={PageSize}") + (after is null ? "" : "&starting_after=" + Uri.EscapeDataString(after));
        return client.ReadAsync(
            paged,
            json =>
            {
                var list = json.Named("list");
                var items = list.Array("data").Select(read).ToList();
                if (!list.Boolean("has_more")) return new StripePage<T>(items, null);
                return items.Count > 0 ? new StripePage<T>(items, idOf(items[^1])) : throw new StripeJsonException("a page is empty and says that there is more");
            },
            cancellationToken);
    }
}
