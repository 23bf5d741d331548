namespace PaymentSafety.Preflight.Checks;

/// <summary>PF0xxx: The gate itself. PF0001 to PF0004 are the MSBuild task's, which speaks where this tool cannot; a test compares the words.</summary>
public static partial class CheckTable
{
    public static readonly Check ToolMissing = Fault(
        "PF0001", Severity.Error,
        "The preflight tool was not found at '{path}'.",
        "Restore the PaymentSafety package again.");

    public static readonly Check DotnetMissing = Fault(
        "PF0002", Severity.Error,
        "'{dotnet}' could not be started, which runs the preflight.",
        "Install .NET 8 or later and put it on the PATH, or correct DOTNET_HOST_PATH.");

    public static readonly Check CutOff = Fault(
        "PF0003", Severity.Error,
        "The preflight ended without a result (exit code {exit}); nothing was proved.",
        "The lines before this one tell why; if the package is damaged, restore it again.");

    public static readonly Check TimedOut = Fault(
        "PF0004", Severity.Error,
        "The preflight did not end within {seconds} s and was stopped; nothing was proved.",
        "Run it again; PaymentSafetyDeadline sets the seconds for its requests.");

    public static readonly Check WrongUse = Fault(
        "PF0005", Severity.Error,
        "'{setting}' must be {expected}, but is '{actual}'.",
        "Correct the property or variable.");

    public static readonly Check Crashed = Fault(
        "PF0006", Severity.Error,
        "The preflight stopped on an error of its own: {reason}. Nothing was proved.",
        "Report it, please; PaymentSafetyPreflight=false publishes without the gate.");

    public static readonly Check Stopped = Fault(
        "PF0007", Severity.Error,
        "The preflight was stopped before its end; nothing was proved.",
        "Run it again.");

    public static readonly Check MapIsThere = Fault(
        "PF0008", Severity.Error,
        "'{path}' is there already; no price map was written.",
        "Fill in that one, or set PaymentSafetyPriceMap to another name.");

    public static readonly Check SuppressionExpired = Warning(
        "PF0009", "The suppression of {id} expired on {date} ({reason}).",
        "Remove the cause and the suppression, or give it another date.",
        Needs.Nothing, SuppressionFile.Expired);

    public static readonly Check SuppressionsUnreadable = Error(
        "PF0010", "'{file}': {reason}.",
        "Write an array of objects with id, reason and expires (a date: 2027-01-31), and contains where only some findings are meant.",
        Needs.Nothing, SuppressionFile.Unreadable);

    private static IEnumerable<Check> GateRows =>
    [
        ToolMissing, DotnetMissing, CutOff, TimedOut, WrongUse, Crashed,
        Stopped, MapIsThere,
        SuppressionExpired, SuppressionsUnreadable,
    ];
}
