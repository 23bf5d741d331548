using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PaymentSafety.Preflight.Creation;

/// <summary>
/// The idempotency key of a creation: of the plan, the mode and every field that is sent, so that the same wish has the same key on every
/// computer, and another wish another one. It holds no name of a person: a hash is all that is sent.
/// </summary>
internal static class CreationKey
{
    /// <param name="what">product or price.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="fields">What is sent, in its order.</param>
    /// <param name="attempt">
    /// From 1. Stripe repeats an answer to a key for a day, a failure too: a later attempt with another key is for that case, after it was
    /// looked whether the object exists.
    /// </param>
    public static string For(string what, StripeMode mode, IReadOnlyList<KeyValuePair<string, string>> fields, int attempt)
    {
        var text = new StringBuilder();
        // Lengths before the parts: no two lists of fields give one text.
        foreach (var (name, value) in fields)
            text.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}{value.Length}:{value}");
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))).ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"paymentsafety-{what}-{mode.Word()}-{hash}{(attempt == 1 ? "" : $"-{attempt}")}");
    }
}
