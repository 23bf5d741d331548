using System.Runtime.CompilerServices;

namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Whether the placeholders of a template have names that must not be shown, remembered by the template itself: a logger has few, each of them one object for the life of
/// the program. A template that is made at run time takes a place for as long as no other needs it, and is kept by nothing else.
/// </summary>
internal sealed class TemplateNames
{
    private const int Places = 16;

    private readonly Known?[] _places = new Known?[Places];

    public bool HasSensitiveName(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        // Where there is a template it is the last.
        if (values.Count == 0 || values[values.Count - 1] is not { Key: MaskedMessage.OriginalFormat, Value: string template }) return ValueMask.HasSensitiveName(values);
        ref var place = ref _places[RuntimeHelpers.GetHashCode(template) & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Template, template)) return known.HasSensitiveName;

        var has = ValueMask.HasSensitiveName(values);
        Volatile.Write(ref place, new Known(template, has));
        return has;
    }

    private sealed record Known(string Template, bool HasSensitiveName);
}
