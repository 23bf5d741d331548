using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Idempotency;

/// <summary>
/// Makes idempotency keys from what is done, not from the moment: the same operation on the same thing has the same key in every process, after every
/// crash and on every node, so that Stripe carries it out once.
/// </summary>
/// <example><code>new RequestOptions { IdempotencyKey = IdempotencyKey.For("refund", order.Id) }</code></example>
public static class IdempotencyKey
{
    /// <summary>Stripe's limit, in characters (https://docs.stripe.com/api/idempotent_requests).</summary>
    public const int MaxLength = 255;

    private const int LongestOperation = 64;
    private const int LongestPlainId = 100;

    /// <summary>From here on a row of digits may be a telephone number or that of a person or a card.</summary>
    private const int FewestPersonalDigits = 7;

    private const int MostDigitsOfNumber = 8;
    private const int ShortestStripeBody = 14;

    /// <summary>Begins a hashed id. No id that is kept as it is has a dot.</summary>
    private const string Hashed = "h.";

    private const int HashCharacters = 40;

    private static readonly FrozenSet<string> StripePrefixes = new[]
    {
        "ch", "py", "pi", "seti", "cs", "sub", "si", "in", "ii", "il", "cus", "pm", "card", "src", "re", "pyr", "price", "prod", "plan", "evt", "acct", "po", "tr", "trr",
        "txn", "dp", "du", "fee", "fr", "cn", "qt", "plink", "we", "ba", "tok", "promo", "req",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The key of an operation on the thing with this id.</summary>
    /// <param name="operation">What is done, in letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, at most 64: <c>refund</c>, <c>invoice.pay</c>. Different operations need different words.</param>
    /// <param name="id">
    /// The business's own id of what it is done to: of the order, not of the request. It is kept readable where it cannot be personal (a GUID, an id with a prefix such as
    /// <c>order_42</c>, a short number); everything else, an e-mail address say, is hashed with SHA-256, because keys are kept by Stripe and stand in its logs.
    /// </param>
    /// <param name="attempt">1, and one more each time that the outcome was known to be nothing: after a decline and another card, after a corrected 4xx. Never after a lost answer.</param>
    /// <returns>At most 255 characters of printable ASCII. Different arguments give different keys.</returns>
    /// <exception cref="ArgumentException">The operation or the id is empty, the operation has another character or is too long, or it holds a card number or a key.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The attempt is below 1.</exception>
    public static string For(string operation, string id, int attempt = 1)
    {
        CheckOperation(operation);
        if (string.IsNullOrWhiteSpace(id)) throw new ArgumentException("Without an id every operation would have the same key.", nameof(id));
        return Join(operation, Part(id), attempt);
    }

    /// <inheritdoc cref="For(string, string, int)"/>
    public static string For(string operation, Guid id, int attempt = 1)
    {
        CheckOperation(operation);
        if (id == Guid.Empty) throw new ArgumentException("An empty id is that of nothing: every operation would have the same key.", nameof(id));
        return Join(operation, id.ToString("D"), attempt);
    }

    /// <inheritdoc cref="For(string, string, int)"/>
    public static string For(string operation, long id, int attempt = 1)
    {
        CheckOperation(operation);
        return Join(operation, Part(id.ToString(CultureInfo.InvariantCulture)), attempt);
    }

    /// <summary>The id as it stands in a key: as it is, or hashed where it may be personal.</summary>
    internal static string Part(string id) => IsPlain(id) ? id : Hash(id);

    internal static void CheckOperation(string operation)
    {
        if (string.IsNullOrEmpty(operation)) throw new ArgumentException("The operation is empty.", nameof(operation));
        if (operation.Length > LongestOperation || !operation.All(character => IsPlainCharacter(character) || character == '.'))
            throw new ArgumentException($"An operation is a word of at most {LongestOperation} letters, digits, '_', '-' and '.'.", nameof(operation));
        if (!ReferenceEquals(Redaction.Mask(operation), operation)) throw new ArgumentException("The operation holds a card number or a key.", nameof(operation));
    }

    private static string Join(string operation, string part, int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        // A colon is in none of the parts, so that no two sets of arguments give one key.
        return string.Create(CultureInfo.InvariantCulture, $"{operation}:{part}:{attempt}");
    }

    /// <summary>Whether an id can be nobody's name, address or number. What is not certain is hashed: only the reader of a log loses by it.</summary>
    private static bool IsPlain(string id)
    {
        if (id.Length > LongestPlainId || !id.All(IsPlainCharacter) || !ReferenceEquals(Redaction.Mask(id), id)) return false;
        return IsShortNumber(id) || IsRandom(id) || HasPrefixAndNumber(id) || HasPrefixOfStripe(id);
    }

    private static bool IsShortNumber(string id) => id.Length < FewestPersonalDigits && id.All(char.IsAsciiDigit);

    /// <summary>A GUID, the hexadecimal id of a document database, a ULID.</summary>
    private static bool IsRandom(string id) =>
        Guid.TryParseExact(id, "D", out _) || Guid.TryParseExact(id, "N", out _)
        || (id.Length == 24 && id.All(char.IsAsciiHexDigitLower) && id.Any(char.IsAsciiLetter))
        || (id.Length == 26 && id[0] is >= '0' and <= '7' && id.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character)) && id.Count(char.IsAsciiLetter) >= 4);

    /// <summary><c>order_42</c>, <c>INV-2026-0042</c>: one word, then too few digits for the number of a person or a telephone.</summary>
    private static bool HasPrefixAndNumber(string id)
    {
        var separator = id.AsSpan().IndexOfAny('_', '-');
        return separator > 0
            && id.Take(separator).All(char.IsAsciiLetter)
            && !id.Skip(separator).Any(char.IsAsciiLetter)
            && id.Skip(separator).Count(char.IsAsciiDigit) is > 0 and <= MostDigitsOfNumber;
    }

    /// <summary><c>pi_3N…</c>, <c>cs_test_a1…</c>.</summary>
    private static bool HasPrefixOfStripe(string id)
    {
        var prefix = id.IndexOf('_');
        return prefix > 0 && StripePrefixes.Contains(id[..prefix]) && id.Length - id.LastIndexOf('_') > ShortestStripeBody;
    }

    // The characters themselves and not their UTF-8: a lone surrogate has none, and would be as every other.
    private static string Hash(string id) =>
        Hashed + Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan())))[..HashCharacters].ToLowerInvariant();

    private static bool IsPlainCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
}
