using System.Text;

namespace PaymentSafety.Core;

/// <summary>
/// The text of a file as it is searched. UTF-16 without a byte order mark is decoded with a NUL beside every character; they are
/// left out, and positions are counted back.
/// </summary>
public readonly struct SearchedText
{
    private readonly int[]? _positions;

    private SearchedText(string text, int[]? positions)
    {
        Text = text;
        _positions = positions;
    }

    public string Text { get; }

    public static SearchedText Of(string text)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        if (text.IndexOf('\0') < 0)
        {
            return new SearchedText(text, null);
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

        return new SearchedText(kept.ToString(), positions.ToArray());
    }

    /// <summary>Where the match begins in the file's own text.</summary>
    public int StartOf(CredentialMatch match) => _positions is null ? match.Start : _positions[match.Start];

    /// <summary>Where it ends there.</summary>
    public int EndOf(CredentialMatch match) => _positions is null ? match.End : _positions[match.End - 1] + 1;
}
