using System.Text;

namespace PaymentSafety.Preflight.Checks;

/// <summary>Sentences with named holes.</summary>
internal static class Template
{
    /// <exception cref="ArgumentException">A hole has no value.</exception>
    public static string Fill(string sentence, ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new StringBuilder(sentence.Length + 64);
        var rest = sentence.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            var close = rest.IndexOf('}');
            filled.Append(rest[..open]).Append(ValueOf(rest[(open + 1)..close], values, sentence));
            rest = rest[(close + 1)..];
        }

        return filled.Append(rest).ToString();
    }

    private static string ValueOf(ReadOnlySpan<char> hole, ReadOnlySpan<(string Name, string Value)> values, string sentence)
    {
        foreach (var (name, value) in values)
        {
            if (hole.SequenceEqual(name))
                return value;
        }

        throw new ArgumentException($"Nothing fills {{{hole}}} in: {sentence}");
    }
}
