using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>Decides whether Stripe is asked, and asks: through the build's snapshot where there is one.</summary>
internal static class StripeGathering
{
    /// <param name="facts">What is known without Stripe.</param>
    /// <param name="shared">What other projects of the build, or an earlier part of this run, were answered.</param>
    /// <param name="listed">Told the number of prices while the account's are listed.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<StripeAnswers> AskAsync(PreflightFacts facts, SharedSnapshot shared, IProgress<int> listed, CancellationToken cancellationToken)
    {
        var options = facts.Options;
        if (options.Offline)
            return new StripeAnswers { Offline = true };
        if (Obstacle(facts) is { } obstacle)
            return new StripeAnswers { Obstacle = obstacle };
        StripeApiAddress.TryParse(options.StripeApi, options.LocalStripe, out var api);

        var snapshot = await shared.TakeAsync(cancellationToken).ConfigureAwait(false);
        var asked = await AskAsync(StripeQuestions.Of(facts, api!)).ConfigureAwait(false);
        var other = StripeQuestions.OfOtherMode(facts, api!) is { } questions ? await AskAsync(questions).ConfigureAwait(false) : null;
        var requests = asked.Requests + (other?.Requests ?? 0);
        shared.IsChanged |= requests > 0;

        return new StripeAnswers
        {
            Account = asked.Section.Account,
            Balance = asked.Section.Balance,
            Prices = asked.Prices,
            OtherPrices = other?.Prices,
            ActivePrices = asked.Section.ActivePrices,
            OtherActivePrices = other?.Section.ActivePrices,
            LookupKeys = asked.Section.LookupKeys,
            Endpoints = asked.Section.Endpoints,
            Undelivered = asked.Section.Undelivered,
            Delivered = asked.Section.Delivered,
            ClockSkew = asked.ClockSkew,
            Requests = requests,
            Shared = asked.Shared,
            StandIn = StripeHost.IsLoopback(api!) ? api : null,
        };

        async Task<Asked> AskAsync(StripeQuestions questions)
        {
            var section = snapshot.SectionFor(questions.Key.Value, questions.Api);
            section.ForgetUnasked();
            var isUsed = section.IsUsed;
            using var inquiry = new StripeInquiry(section, questions, options, listed);
            await inquiry.CompleteAsync(cancellationToken).ConfigureAwait(false);
            return new Asked(section, questions.PriceIds.ToDictionary(id => id, id => section.Prices[id], StringComparer.Ordinal), inquiry.RequestsSent, isUsed, inquiry.ClockSkew);
        }
    }

    private sealed record Asked(
        SnapshotSection Section, IReadOnlyDictionary<string, StripeAnswer<StripePrice>> Prices, int Requests, bool Shared, StripeClockSkew? ClockSkew);

    /// <summary>Why a request would be pointless, or would take a key where it must not go.</summary>
    private static Finding? Obstacle(PreflightFacts facts)
    {
        // In this order: what is told is the reason that has to be removed first.
        Check[] before = [CheckTable.ApiAddress, CheckTable.UnusableKey, CheckTable.SampleKey, CheckTable.TestSecretKey, CheckTable.LiveSecretKey];
        if (facts.Keys.Asking is not { } key)
            return CheckTable.MissingConfiguration.Evaluate!(CheckTable.MissingConfiguration, facts).First();
        return before.SelectMany(check => check.Evaluate!(check, facts with { Keys = new StripeKeys(key, null, null) })).FirstOrDefault();
    }
}
