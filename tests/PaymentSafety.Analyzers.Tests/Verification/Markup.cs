using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>
/// A text without its markup, and what the markup said: <c>[|text|]</c> is the one rule of the test, <c>{|ID:text|}</c> a rule by id,
/// <c>{|#0:text|}</c> a place that an expected diagnostic names.
/// </summary>
internal sealed record Markup(string Text, IReadOnlyList<(string? Id, FileLinePositionSpan Span)> Diagnostics, IReadOnlyDictionary<int, FileLinePositionSpan> Places)
{
    private static readonly Regex Tag = new(@"\[\||\|\]|\{\|(?<name>#\d+|[A-Za-z][\w.-]*):|\|\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static Markup Parse(string path, string marked)
    {
        var text = new StringBuilder(marked.Length);
        var open = new Stack<(string? Name, int Start)>();
        var closed = new List<(string? Name, TextSpan Span)>();
        var position = 0;
        foreach (Match tag in Tag.Matches(marked))
        {
            text.Append(marked, position, tag.Index - position);
            position = tag.Index + tag.Length;
            switch (tag.Value)
            {
                case "[|":
                    open.Push((null, text.Length));
                    break;

                case "|]" or "|}":
                    if (!open.TryPop(out var opened) || (opened.Name is null) != (tag.Value == "|]"))
                    {
                        throw new VerificationException($"{path}: '{tag.Value}' at index {tag.Index} closes no markup. Text of the source so far:\n{text}");
                    }

                    closed.Add((opened.Name, TextSpan.FromBounds(opened.Start, text.Length)));
                    break;

                default:
                    open.Push((tag.Groups["name"].Value, text.Length));
                    break;
            }
        }

        text.Append(marked, position, marked.Length - position);
        if (open.TryPop(out var unclosed))
        {
            throw new VerificationException($"{path}: the markup {(unclosed.Name is null ? "[|" : $"{{|{unclosed.Name}:")} is never closed.");
        }

        return Locate(path, text.ToString(), closed);
    }

    /// <summary>The text alone, for those who want a source and not what it expects.</summary>
    public static string Strip(string marked) => Tag.Replace(marked, "");

    private static Markup Locate(string path, string text, List<(string? Name, TextSpan Span)> closed)
    {
        var lines = SourceText.From(text).Lines;
        var diagnostics = new List<(string?, FileLinePositionSpan)>();
        var places = new Dictionary<int, FileLinePositionSpan>();
        foreach (var (name, span) in closed)
        {
            var place = new FileLinePositionSpan(path, lines.GetLinePositionSpan(span));
            if (name is not ['#', .. var key])
            {
                diagnostics.Add((name, place));
            }
            else if (!places.TryAdd(int.Parse(key), place))
            {
                throw new VerificationException($"{path}: the markup {{|#{key}:...|}} stands twice.");
            }
        }

        return new Markup(text, diagnostics, places);
    }
}
