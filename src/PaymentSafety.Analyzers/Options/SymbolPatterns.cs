using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Options;

/// <summary>
/// A list of members as a user writes it in .editorconfig: documentation ids without parameters, separated by <c>;</c>, with <c>*</c> for any text:
/// <c>M:Shop.Payments.Charge*;Shop.Retry.*;WithRetry</c>. A name without a dot stands for a method of that name in any type.
/// </summary>
public sealed class SymbolPatterns
{
    public static readonly SymbolPatterns None = new(string.Empty);

    private readonly string[] _patterns;

    public SymbolPatterns(string value) =>
        _patterns = Array.ConvertAll(Split(value), pattern => pattern.Length > 2 && pattern[1] == ':' ? pattern.Substring(2) : pattern);

    public bool IsEmpty => _patterns.Length == 0;

    /// <summary>The entries of a list, as they are written.</summary>
    public static string[] Split(string value) => value.Split([';', ','], StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Trim()).Where(entry => entry.Length > 0).ToArray();

    /// <summary>Whether an entry can match a symbol at all: a kind of a documentation id or none, then names, dots and stars, without parameters.</summary>
    public static bool IsValid(string entry)
    {
        var name = entry.Length > 1 && entry[1] == ':' ? entry.Substring(2) : entry;
        return (name == entry || "TPMF".IndexOf(entry[0]) >= 0)
            && name.Length > 0
            && name.Any(character => character == '*' || char.IsLetter(character))
            && name.All(character => char.IsLetterOrDigit(character) || "._*`#+".IndexOf(character) >= 0)
            && !name.Contains("..");
    }

    public bool Matches(ISymbol symbol)
    {
        if (IsEmpty)
        {
            return false;
        }

        var name = symbol.OriginalDefinition.GetDocumentationCommentId() is { Length: > 2 } id ? id.Substring(2) : symbol.Name;
        var end = name.IndexOf('(');
        name = end < 0 ? name : name.Substring(0, end);
        return _patterns.Any(pattern => IsMatch(pattern, pattern.IndexOf('.') < 0 ? symbol.Name : name));
    }

    /// <summary>Greedy wildcard match in linear space; a pattern has few stars.</summary>
    internal static bool IsMatch(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
