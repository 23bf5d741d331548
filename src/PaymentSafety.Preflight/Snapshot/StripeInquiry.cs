using PaymentSafety.Preflight.Configuration;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>Asks Stripe what a snapshot does not know yet, and adds the answers to it.</summary>
internal static class StripeInquiry
{
    /// <returns>Requests sent, retries included.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<int> CompleteAsync(SnapshotSection section, StripeQuestions questions, PreflightOptions options, CancellationToken cancellationToken)
    {
        var open = questions.PriceIds.Where(id => !section.Prices.ContainsKey(id)).ToList();
        if (section.Balance is not null && open.Count == 0)
            return 0;

        using var client = new StripeApiClient(new StripeApiKey(questions.Key.Name, questions.Key.Value), options.AdjustApi(new StripeApiOptions
        {
            BaseAddress = questions.Api,
            AllowLoopback = options.LocalStripe,
            Deadline = options.Deadline,
            MaxRequests = options.MaxRequests ?? (2 * questions.PriceIds.Count) + 50,
            RequestsPerSecond = StripeKeyShape.Of(questions.Key.Value).Mode == StripeMode.Live ? StripeApiOptions.LiveRequestsPerSecond : StripeApiOptions.TestRequestsPerSecond,
        }));

        // The balance alone first: a key that Stripe refuses is found out with one request, not with one for every plan.
        section.Balance ??= StripeAnswer<StripeBalance>.Of(await client.GetBalanceAsync(cancellationToken).ConfigureAwait(false));
        if (section.Balance.Fault is { StopsAll: true } stop)
        {
            foreach (var id in open)
                section.Prices[id] = new StripeAnswer<StripePrice>(null, stop);
            return client.RequestsSent;
        }

        // The client holds back what would exceed its rate and concurrency.
        var answers = await Task.WhenAll(open.Select(id => client.GetPriceAsync(id, cancellationToken))).ConfigureAwait(false);
        foreach (var (id, answer) in open.Zip(answers))
            section.Prices[id] = StripeAnswer<StripePrice>.Of(answer);
        return client.RequestsSent;
    }
}
