using System.Runtime.CompilerServices;

namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// What a template says of its values, remembered by the template itself: a logger has few, each of them one object for the life of the program. A template that is made at
/// run time takes a place for as long as no other needs it, and is kept by nothing else.
/// </summary>
internal sealed class TemplateNames
{
    private const int Places = 16;

    private readonly Known?[] _places = new Known?[Places];

    /// <summary>What is known of a template; made at its first line.</summary>
    public Known Of<TState>(string template, TState state)
    {
        ref var place = ref _places[RuntimeHelpers.GetHashCode(template) & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Template, template)) return known;

        known = new Known(template, ValueMask.HasSensitiveName((IReadOnlyList<KeyValuePair<string, object?>>)state!), HasFormat(template));
        Volatile.Write(ref place, known);
        return known;
    }

    /// <summary>Whether a placeholder has a format: <c>{Amount:N0}</c>. Its value stands otherwise in the message than it is.</summary>
    private static bool HasFormat(string template)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{') continue;
            if (i + 1 < template.Length && template[i + 1] == '{') i++;
            else if (template.IndexOf('}', i) is > 0 and var close && template.AsSpan(i, close - i).Contains(':')) return true;
        }

        return false;
    }

    /// <param name="Template">The template.</param>
    /// <param name="HasSensitiveName">Whether a placeholder's name says that its value must not be shown.</param>
    /// <param name="HasFormat">Whether a value stands otherwise in the message than it is.</param>
    internal sealed record Known(string Template, bool HasSensitiveName, bool HasFormat);
}
