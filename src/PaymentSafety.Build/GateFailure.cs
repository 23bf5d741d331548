namespace PaymentSafety.Build;

/// <summary>Why the gate came to no result. Each stops the publish: a gate that did not speak did not say yes.</summary>
internal sealed class GateFailure
{
    private GateFailure(string code, string text) => (Code, Text) = (code, text);

    public string Code { get; }

    public string Text { get; }

    public string HelpLink => "https://github.com/paymentsafety/paymentsafety/blob/main/docs/preflight.md#" + Code.ToLowerInvariant();

    public static GateFailure ToolMissing(string path) =>
        new("PF0001", $"The preflight tool was not found at '{path}'. Restore the PaymentSafety package again.");

    public static GateFailure DotnetMissing(string dotnet) =>
        new("PF0002", $"'{dotnet}' could not be started, which runs the preflight. Install .NET 8 or later and put it on the PATH, or correct DOTNET_HOST_PATH.");

    public static GateFailure CutOff(int exitCode) =>
        new("PF0003", $"The preflight ended without a result (exit code {exitCode}); nothing was proved. The lines before this one tell why; if the package is damaged, restore it again.");

    public static GateFailure TimedOut(TimeSpan limit) =>
        new("PF0004", $"The preflight did not end within {limit.TotalSeconds:0} s and was stopped; nothing was proved. Run it again; PaymentSafetyDeadline sets the seconds for its requests.");
}
