using System.Text;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// The text of a file as it is searched. UTF-16 without a byte order mark reaches analyzers with a NUL beside every character;
/// they are left out, and positions are counted back.
/// </summary>
internal readonly struct FileText
{
    private readonly int[]? _positions;

    private FileText(string text, int[]? positions)
    {
        Text = text;
        _positions = positions;
    }

    public string Text { get; }

    public static FileText Of(SourceText source)
    {
        var text = source.ToString();
        if (text.IndexOf('\0') < 0)
        {
            return new FileText(text, null);
        }

        var kept = new StringBuilder(text.Length / 2);
        var positions = new List<int>(text.Length / 2);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\0')
            {
                kept.Append(text[i]);
                positions.Add(i);
            }
        }

        return new FileText(kept.ToString(), positions.ToArray());
    }

    public TextSpan SpanOf(CredentialMatch match) =>
        _positions is null
            ? new TextSpan(match.Start, match.Length)
            : TextSpan.FromBounds(_positions[match.Start], _positions[match.End - 1] + 1);
}
