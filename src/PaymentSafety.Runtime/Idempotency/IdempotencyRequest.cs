using System.Security.Cryptography;
using System.Text;

namespace PaymentSafety.Runtime.Idempotency;

/// <summary>What was known last about an attempt.</summary>
internal enum IdempotencyState
{
    /// <summary>It may have been sent, and nobody knows what became of it.</summary>
    Pending,

    /// <summary>Stripe carried it out.</summary>
    Completed,

    /// <summary>Stripe did not carry it out.</summary>
    Failed,
}

/// <summary>What every store keeps of an operation, and the rules that are the same in all of them.</summary>
internal sealed record IdempotencyRequest(string Operation, string Part, string Fingerprint)
{
    /// <summary>The id and the parameters are kept hashed where they may be personal: a table of keys is no place for customers.</summary>
    public static IdempotencyRequest Of(string operation, string id, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        // The key checks operation and id; the entry's key is made again from what is kept.
        IdempotencyKey.For(operation, id);
        return new(operation, IdempotencyKey.Part(id), Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint)))[..32]);
    }

    /// <exception cref="IdempotencyConflictException">The outcome is not known, and the parameters are others.</exception>
    public IdempotencyEntry Entry(int attempt, string fingerprint, DateTimeOffset created, string? result, bool isNew, DateTimeOffset now)
    {
        if (result is null && fingerprint != Fingerprint) throw new IdempotencyConflictException(Operation, attempt);
        var isExpired = result is null && now - created >= IdempotencyEntry.KeyLifetime;
        return new IdempotencyEntry(Operation, Part, attempt, $"{Operation}:{Part}:{attempt}", created, result, isNew, isExpired);
    }
}
