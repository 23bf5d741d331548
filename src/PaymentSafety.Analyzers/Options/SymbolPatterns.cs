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
        _patterns = Array.ConvertAll(
            value.Split([';', ','], StringSplitOptions.RemoveEmptyEntries),
            pattern => pattern.Trim() is var trimmed && trimmed.Length > 2 && trimmed[1] == ':' ? trimmed.Substring(2) : trimmed);

    public bool Matches(ISymbol symbol)
    {
        if (_patterns.Length == 0)
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
