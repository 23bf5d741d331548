using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>One thing a check found, in words that are ready to print.</summary>
/// <param name="Check">The row it belongs to.</param>
/// <param name="Place">Where it stands; null when it stands in no file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record Finding(Check Check, SourcePlace? Place, string Message, string Fix)
{
    /// <summary>True when the check could not be made: neither proved nor refuted.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>How loud it is at most: for what the row calls an error and this finding is less certain of. A severity that the user sets is not held down.</summary>
    public Severity AtMost { get; init; } = Severity.Error;

    /// <summary>What Stripe or the way to it gave instead of an answer.</summary>
    public StripeFault? Fault { get; init; }

    /// <summary>A fault as the cause why a check could not be made.</summary>
    internal static Finding Unproved(StripeFault fault, SourcePlace place) =>
        new(CheckTable.Row(fault.Code!), place, fault.Message, fault.Fix ?? "") { IsUnknown = true, Fault = fault };
}
