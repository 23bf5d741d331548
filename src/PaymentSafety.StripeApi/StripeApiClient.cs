using System.Text.Json;

namespace PaymentSafety.StripeApi;

/// <summary>
/// The read side of Stripe's API for one key: GET only, to Stripe's host only, with a pinned version, limits on rate, number and time,
/// and faults in words. Safe for concurrent use. What cannot be answered comes back as a <see cref="StripeFault"/>; the only exception
/// for the outside's sake is <see cref="OperationCanceledException"/>, and only for the caller's own token.
/// </summary>
public sealed class StripeApiClient : IDisposable
{
    /// <param name="key">The key, sent in the Authorization header and nowhere else.</param>
    /// <param name="options">Limits and the address.</param>
    /// <exception cref="ArgumentException">The address is neither Stripe's nor a loopback address that was allowed.</exception>
    public StripeApiClient(StripeApiKey key, StripeApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
    }

    /// <summary>PF9010, when Stripe's clock and this computer's differ by more than a minute; null before the first answer.</summary>
    public StripeClockSkew? ClockSkew => throw new NotImplementedException();

    /// <summary>Requests sent so far, retries included.</summary>
    public int RequestsSent => throw new NotImplementedException();

    /// <summary>Reads one path.</summary>
    /// <param name="pathAndQuery">Begins with <c>/v1/</c> or <c>/v2/</c>; its parts are escaped already.</param>
    public Task<StripeResult<JsonElement>> GetAsync(string pathAndQuery, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Reads a price with its product and currency options.</summary>
    public Task<StripeResult<StripePrice>> GetPriceAsync(string id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Reads the balance, for the mode of the key.</summary>
    public Task<StripeResult<StripeBalance>> GetBalanceAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Reads the account of the key.</summary>
    public Task<StripeResult<StripeAccount>> GetAccountAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
