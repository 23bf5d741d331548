using System.Collections.Concurrent;
using System.Globalization;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Masking;

/// <summary>What the names of placeholders say about their values: <c>{Cvc}</c> is masked whatever stands in it. Remembered by name, of which a program has so many and no more.</summary>
internal static class SensitiveNames
{
    /// <summary>Names can be made at run time (keys of a dictionary that is a scope): no more of them are remembered.</summary>
    private const int MostRemembered = 4096;

    private static readonly ConcurrentDictionary<string, SensitiveName> Known = new(StringComparer.Ordinal);

    public static SensitiveName Of(string name)
    {
        if (Known.TryGetValue(name, out var known)) return known;
        // Serilog's marks for "with its parts" and "as text".
        var kind = CardDataName.Classify(name.TrimStart('@', '$'));
        if (Known.Count < MostRemembered) Known.TryAdd(name, kind);
        return kind;
    }

    /// <summary>The value as it may be shown.</summary>
    public static object? Mask(SensitiveName kind, object? value)
    {
        if (value is null or bool) return value;
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return kind switch
        {
            SensitiveName.AuthenticationData => CardMask.MaskCvc(text),
            SensitiveName.CardNumber => text.Length == 0 ? text : CardMask.Mask(text),
            _ => text.Length == 0 ? text : Redaction.MaskKey(text),
        };
    }
}
