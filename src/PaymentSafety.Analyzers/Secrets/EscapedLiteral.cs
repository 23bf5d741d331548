using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>The value of a literal with backslash escapes, and where in the source each of its characters is written.</summary>
internal sealed class EscapedLiteral
{
    private readonly List<TextSpan> _spans;

    private EscapedLiteral(string value, List<TextSpan> spans)
    {
        Value = value;
        _spans = spans;
    }

    public string Value { get; }

    /// <summary>Null where the token has no escape by number.</summary>
    public static EscapedLiteral? TryRead(SyntaxToken token)
    {
        var text = token.Text;
        if (text.StartsWith("@", StringComparison.Ordinal) || text.IndexOf('\\') < 0)
        {
            return null;
        }

        var value = new StringBuilder(text.Length);
        var spans = new List<TextSpan>(text.Length);
        var hasNumber = false;
        for (var i = 0; i < text.Length;)
        {
            var length = LengthOfEscape(text, i);
            var code = length > 2 ? int.Parse(text.Substring(i + 2, length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;

            // Other escapes, and what lies beyond the first plane, are no characters of a credential.
            value.Append(length == 1 ? text[i] : length == 2 ? ' ' : code <= char.MaxValue ? (char)code : ' ');
            spans.Add(new TextSpan(token.SpanStart + i, length));
            hasNumber |= length > 2;
            i += length;
        }

        return hasNumber ? new EscapedLiteral(value.ToString(), spans) : null;
    }

    public TextSpan SpanOf(int start, int length) => TextSpan.FromBounds(_spans[start].Start, _spans[start + length - 1].End);

    private static int LengthOfEscape(string text, int index)
    {
        if (text[index] != '\\' || index + 1 >= text.Length)
        {
            return 1;
        }

        var (fewest, most) = text[index + 1] switch
        {
            'u' => (4, 4),
            'U' => (8, 8),
            'x' => (1, 4),
            _ => (0, 0),
        };
        var digits = 0;
        while (digits < most && index + 2 + digits < text.Length && IsHexDigit(text[index + 2 + digits]))
        {
            digits++;
        }

        return digits >= fewest ? 2 + digits : 2;
    }

    private static bool IsHexDigit(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
