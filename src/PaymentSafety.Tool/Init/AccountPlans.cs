using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Preflight.Snapshot;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Init;

/// <summary>Plans from the account's active prices, in the mode of the key.</summary>
internal static class AccountPlans
{
    public static async Task<(IReadOnlyList<FoundPlan>? Plans, int ExitCode)> ReadAsync(ParseResult parsed, IReporter reporter, Redactor redactor, CancellationToken cancellationToken)
    {
        // Through the engine, so that what stops a check (another address, a key of the wrong mode, no answer) stops this in the same words.
        PreflightFacts? facts = null;
        var quiet = new Only(reporter, [CheckTable.MissingConfiguration, CheckTable.ApiAddress, CheckTable.UnusableKey, CheckTable.SampleKey, CheckTable.TestSecretKey, CheckTable.LiveSecretKey, CheckTable.WrongUse, CheckTable.Stopped, CheckTable.Crashed]);
        var exitCode = await RunHost.RunAsync(
            parsed, options => CheckCommand.OptionsOf(options) with { ScanPrices = true, Offline = false }, quiet, redactor, run => facts = run.Facts, cancellationToken).ConfigureAwait(false);
        if (facts?.Stripe.ActivePrices is not { } answer)
            return (null, exitCode == 0 ? (int)ExitCode.Unknown : exitCode);
        if (answer.Fault is { } fault)
        {
            reporter.Report(new Diagnostic(Severity.Error, Finding.Unproved(fault, facts.Project)));
            return (null, (int)ExitCode.Unknown);
        }

        return (Plans(answer.Value!, facts.Mode), (int)ExitCode.Passed);
    }

    private static List<FoundPlan> Plans(StripeItems<StripePrice> prices, StripeMode mode)
    {
        var names = new PlanNames();
        return [.. prices.Items.Reverse().Select(price => FoundPlan.Of(names.For(price.LookupKey ?? price.Nickname ?? price.Product.Name ?? price.Id), mode, price.Id, price))];
    }

    /// <summary>Hands on what stops the reading, and not what the checks find in a project that has no map yet.</summary>
    private sealed class Only(IReporter next, IReadOnlyList<Check> told) : IReporter
    {
        public void Say(string line)
        {
            if (line.EndsWith(" so far.", StringComparison.Ordinal))
                next.Say(line);
        }

        public void Report(Diagnostic diagnostic)
        {
            if (told.Contains(diagnostic.Finding.Check))
                next.Report(diagnostic);
        }

        public void Done(ExitCode exitCode)
        {
            // The command itself goes on.
        }
    }
}
