namespace PaymentSafety.Runtime.Resilience;

/// <summary>Whether calls to Stripe are let through.</summary>
public enum StripeBreakerState
{
    /// <summary>They are.</summary>
    Closed,

    /// <summary>They are not: Stripe did not answer lately.</summary>
    Open,

    /// <summary>One is, to see whether Stripe answers again.</summary>
    HalfOpen,
}

internal static class StripeBreakerStates
{
    public static string Word(this StripeBreakerState state) => state switch
    {
        StripeBreakerState.Open => "open",
        StripeBreakerState.HalfOpen => "half-open",
        _ => "closed",
    };
}
