namespace PaymentSafety.StripeApi;

/// <summary>PF9010, a warning: this computer's clock and Stripe's differ by more than a minute.</summary>
/// <param name="Offset">Stripe's time less this computer's.</param>
public sealed record StripeClockSkew(TimeSpan Offset)
{
    /// <summary>Up to this the difference is not worth a word.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    /// <summary>The diagnostic's code.</summary>
    public const string Code = "PF9010";

    /// <summary>The message, without the code.</summary>
    public string Message => FormattableString.Invariant($"This computer's clock is {Math.Round(Offset.Duration().TotalSeconds)} s off; webhook signatures allow 300 s.");
}
