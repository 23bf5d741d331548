using System.Diagnostics.CodeAnalysis;

namespace PaymentSafety.StripeApi;

/// <summary>What one read gave: a value or a fault, never both and never neither.</summary>
public sealed class StripeResult<T>
    where T : notnull
{
    internal StripeResult(T value, StripeExchange exchange)
    {
        Value = value;
        Exchange = exchange;
    }

    internal StripeResult(StripeFault fault, StripeExchange exchange)
    {
        Fault = fault;
        Exchange = exchange;
    }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Succeeded => Fault is null;

    /// <summary>What Stripe said.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value.</summary>
    public StripeFault? Fault { get; }

    /// <summary>How it was obtained.</summary>
    public StripeExchange Exchange { get; }
}

/// <summary>How an answer was obtained.</summary>
/// <param name="Tries">How often the request was sent; 0 when it was not sent at all.</param>
/// <param name="StatusCode">The HTTP status of the last try, when there was one.</param>
/// <param name="RequestId">The Request-Id of the last try.</param>
/// <param name="ServerDate">The Date header of the last try.</param>
public sealed record StripeExchange(int Tries, int? StatusCode = null, string? RequestId = null, DateTimeOffset? ServerDate = null)
{
    /// <inheritdoc cref="StripeFault.IsReplayed"/>
    public bool IsReplayed { get; init; }
}
