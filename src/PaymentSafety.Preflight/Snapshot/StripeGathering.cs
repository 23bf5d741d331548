using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>Decides whether Stripe is asked, and asks: through the build's snapshot where there is one.</summary>
internal static class StripeGathering
{
    /// <param name="facts">What is known without Stripe.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<StripeAnswers> AskAsync(PreflightFacts facts, CancellationToken cancellationToken)
    {
        var options = facts.Options;
        if (options.Offline)
            return new StripeAnswers { Offline = true };
        if (Obstacle(facts) is { } obstacle)
            return new StripeAnswers { Obstacle = obstacle };
        StripeApiAddress.TryParse(options.StripeApi, options.LocalStripe, out var api);

        var questions = new StripeQuestions(facts.Keys.Asking!, api!, StripeQuestions.PricesOf(facts.Map.Map, facts.Mode));
        using var file = options.SnapshotFile is { } path ? await SnapshotFile.OpenAsync(path, options.Deadline, cancellationToken).ConfigureAwait(false) : null;
        var snapshot = file?.Read() ?? BuildSnapshot.Create();
        var section = snapshot.SectionFor(questions.Key.Value, questions.Api);
        section.ForgetUnasked();
        var shared = section.Balance is not null;
        var requests = await StripeInquiry.CompleteAsync(section, questions, options, cancellationToken).ConfigureAwait(false);
        if (requests > 0)
            file?.Write(snapshot);

        return new StripeAnswers
        {
            Balance = section.Balance,
            Prices = questions.PriceIds.ToDictionary(id => id, id => section.Prices[id], StringComparer.Ordinal),
            Requests = requests,
            Shared = shared,
            StandIn = StripeHost.IsLoopback(questions.Api) ? questions.Api : null,
        };
    }

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
