using System.CommandLine;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>The command line <c>payment-safety</c>.</summary>
internal static class PaymentSafetyCommand
{
    // A path may start with '@'; nothing here is read from response files.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> InvokeAsync(string[] args, InvocationConfiguration configuration)
    {
        var root = new RootCommand("Checks what a publish would ship against Stripe.") { CheckCommand.Create(), InitCommand.Create(), MigrationCommand.Create() };
        root.Add(new Command("prices", "What the map wants and has no ids for.") { FixturesCommand.Create() });
        var parsed = root.Parse(args, Parser);
        var result = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        // The library's own code for a command line that it cannot read is 1, which here means that a check failed.
        return parsed.Errors.Count > 0 ? (int)ExitCode.WrongUse : result;
    }
}
