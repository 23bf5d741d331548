using System.Text;

namespace PaymentSafety.Core;

/// <summary>Sentences with named holes.</summary>
internal static class Template
{
    /// <exception cref="ArgumentException">A hole has no value.</exception>
    public static string Fill(string sentence, ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new StringBuilder(sentence.Length + 64);
        var position = 0;
        while (sentence.IndexOf('{', position) is >= 0 and var open)
        {
            var close = sentence.IndexOf('}', open);
            filled.Append(sentence, position, open - position).Append(ValueOf(sentence.Substring(open + 1, close - open - 1), values, sentence));
            position = close + 1;
        }

        return filled.Append(sentence, position, sentence.Length - position).ToString();
    }

    private static string ValueOf(string hole, ReadOnlySpan<(string Name, string Value)> values, string sentence)
    {
        foreach (var (name, value) in values)
        {
            if (name == hole)
            {
                return value;
            }
        }

        throw new ArgumentException($"Nothing fills {{{hole}}} in: {sentence}");
    }
}
