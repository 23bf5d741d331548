using System.Collections;
using System.Globalization;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Masking;

/// <summary>Masks single values of a line or a scope.</summary>
internal static class ValueMask
{
    /// <summary>Whether one of the values has a name that says that it must not be shown.</summary>
    public static bool HasSensitiveName(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (SensitiveNames.Of(values[i].Key) != SensitiveName.None) return true;
        }

        return false;
    }

    /// <summary>Whether a value that need not be part of the message holds something.</summary>
    public static bool MayHold(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i].Value;
            // Not by its name, which was looked at. The template says of itself what it is.
            if (value is string text ? SensitiveText.MayHold(text) : !ReferenceEquals(Mask("", value), value)) return true;
        }

        return false;
    }

    /// <param name="values">The values of a line or a scope.</param>
    /// <param name="changed">Whether there was something to mask.</param>
    public static KeyValuePair<string, object?>[] Mask(IReadOnlyList<KeyValuePair<string, object?>> values, out bool changed)
    {
        changed = false;
        var masked = new KeyValuePair<string, object?>[values.Count];
        for (var i = 0; i < masked.Length; i++)
        {
            var (name, value) = values[i];
            masked[i] = new(name, Mask(name, value));
            changed |= !ReferenceEquals(masked[i].Value, value);
        }

        return masked;
    }

    /// <summary>The value as it may be shown: itself, where there is nothing to mask, and a text where there is.</summary>
    public static object? Mask(string name, object? value)
    {
        if (SensitiveNames.Of(name) is var kind && kind != SensitiveName.None) return SensitiveNames.Mask(kind, value);
        switch (value)
        {
            case null or bool or char or int or short or byte or uint or ushort or sbyte or DateTime or DateTimeOffset or TimeSpan or Guid or Enum:
                return value;
            case string text:
                return SensitiveText.Mask(text);
            case ICollection collection:
                return Mask(collection);
            default:
                var shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                return SensitiveText.Mask(shown) is var masked && ReferenceEquals(masked, shown) ? value : masked;
        }
    }

    private static object Mask(ICollection collection)
    {
        var masked = new List<object?>(collection.Count);
        var changed = false;
        foreach (var item in collection)
        {
            masked.Add(Mask("", item));
            changed |= !ReferenceEquals(masked[^1], item);
        }

        return changed ? masked : collection;
    }
}
