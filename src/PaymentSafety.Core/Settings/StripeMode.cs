namespace PaymentSafety.Core;

/// <summary>Stripe's two worlds. An object, a key and an event belong to exactly one.</summary>
public enum StripeMode
{
    Test,
    Live,
}

/// <summary>Words for <see cref="StripeMode"/>.</summary>
internal static class StripeModes
{
    public static string Word(this StripeMode mode) => mode == StripeMode.Live ? "live" : "test";

    public static StripeMode Other(this StripeMode mode) => mode == StripeMode.Live ? StripeMode.Test : StripeMode.Live;

    public static StripeMode Of(bool livemode) => livemode ? StripeMode.Live : StripeMode.Test;

    /// <summary>Reads "live" or "test", whatever the letter case.</summary>
    public static StripeMode? Parse(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "live" => StripeMode.Live,
        "test" => StripeMode.Test,
        _ => null,
    };
}
