using System.CommandLine;
using PaymentSafety.Core;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Tool.Init;

/// <summary>Plans from the account's active prices: in the mode of the key, and in the other one too where the gate has a key of its own for it.</summary>
internal static class AccountPlans
{
    public static async Task<(PairedPlans? Plans, int ExitCode)> ReadAsync(ParseResult parsed, IReporter reporter, Redactor redactor, CancellationToken cancellationToken)
    {
        // Through the engine, so that what stops a check (another address, a key of the wrong mode, no answer) stops this in the same words.
        PreflightFacts? facts = null;
        var quiet = new Only(reporter, [CheckTable.MissingConfiguration, CheckTable.ApiAddress, CheckTable.UnusableKey, CheckTable.SampleKey, CheckTable.TestSecretKey, CheckTable.LiveSecretKey, CheckTable.WrongUse, CheckTable.Stopped, CheckTable.Crashed]);
        var exitCode = await RunHost.RunAsync(
            parsed, options => CheckCommand.OptionsOf(options) with { ScanPrices = true, ScanOtherMode = true, Offline = false }, quiet, redactor, run => facts = run.Facts, cancellationToken).ConfigureAwait(false);
        if (facts?.Stripe.ActivePrices is not { } answer)
            return (null, exitCode == 0 ? (int)ExitCode.Unknown : exitCode);
        if ((answer.Fault ?? facts.Stripe.OtherActivePrices?.Fault) is { } fault)
        {
            reporter.Report(new Diagnostic(Severity.Error, Finding.Unproved(fault, facts.Project)));
            return (null, (int)ExitCode.Unknown);
        }

        var (own, other) = (answer.Value!, facts.Stripe.OtherActivePrices?.Value);
        if (own.IsCut || other is { IsCut: true })
            reporter.Say("The account has more active prices than were listed; raise --max-requests to have all of them.");
        if (other is null)
        {
            reporter.Say($"Only the {facts.Mode.Word()} prices were read; with a key in {SettingNames.PreflightKey(facts.Mode.Other())} the {facts.Mode.Other().Word()} prices are paired with them.");
            return (PairedPlans.OfOneMode(facts.Mode, [.. own.Items.Reverse()]), (int)ExitCode.Passed);
        }

        var (test, live) = facts.Mode == StripeMode.Live ? (other, own) : (own, other);
        return (PairedPlans.Of([.. test.Items.Reverse()], [.. live.Items.Reverse()]), (int)ExitCode.Passed);
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
