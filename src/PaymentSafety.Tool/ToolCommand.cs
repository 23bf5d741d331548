using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Tool.Init;
using PaymentSafety.Tool.Prices;
using PaymentSafety.Tool.Rehearsal;

namespace PaymentSafety.Tool;

/// <summary>The command line of the tool package: <c>payment-safety check | doctor | explain | init | migration | prices | rehearsal</c>.</summary>
internal static class ToolCommand
{
    /// <summary>On every command: one JSON object on standard output, and nothing else there.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output." };

    // A path may start with '@'; nothing here is read from response files.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> InvokeAsync(string[] args, InvocationConfiguration configuration, ToolHost? host = null)
    {
        var root = new RootCommand("Checks what a publish would ship against Stripe.") { CheckToolCommand.Create(), DoctorCommand.Create(), ExplainCommand.Create(), InitToolCommand.Create(), MigrationToolCommand.Create() };
        root.Add(RehearsalCommand.Create());
        root.Add(PricesCommand.Create(host ?? ToolHost.OfProcess()));
        var parsed = root.Parse(args, Parser);
        var result = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        // The library's own code for a command line that it cannot read is 1, which here means that a check failed.
        return parsed.Errors.Count > 0 ? (int)ExitCode.WrongUse : result;
    }
}
