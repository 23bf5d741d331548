using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Options;

/// <summary>
/// The vocabulary of the user's own code for card data: what holds it, where it leaves, what masks it. A helper is called from everywhere, so what one section of an .editorconfig says
/// counts for the whole compilation. The keys are listed in docs/configuration.md.
/// </summary>
internal sealed class CardDataOptions
{
    public const string SourcesKey = "payment_safety.card_data.sources";
    public const string SinksKey = "payment_safety.card_data.sinks";
    public const string MasksKey = "payment_safety.card_data.masks";
    public const string UnknownCallsKey = "payment_safety.card_data.unknown_calls";

    private const string Clean = "clean";
    private const string Propagate = "propagate";

    private readonly List<InvalidSetting> _invalid = new();

    private CardDataOptions(Func<string, IEnumerable<string>> valuesOf)
    {
        Sources = Patterns(SourcesKey, valuesOf);
        Sinks = Patterns(SinksKey, valuesOf);
        Masks = Patterns(MasksKey, valuesOf);
        foreach (var value in valuesOf(UnknownCallsKey).Select(value => value.Trim()))
        {
            if (string.Equals(value, Propagate, StringComparison.OrdinalIgnoreCase))
            {
                UnknownCallsPropagate = true;
            }
            else if (!string.Equals(value, Clean, StringComparison.OrdinalIgnoreCase))
            {
                _invalid.Add(new InvalidSetting(UnknownCallsKey, value, $"'{Clean}' or '{Propagate}'"));
            }
        }
    }

    /// <summary>Symbols that hold a card number, or what else their names say.</summary>
    public SymbolPatterns Sources { get; }

    /// <summary>Methods whose arguments leave for a log.</summary>
    public SymbolPatterns Sinks { get; }

    /// <summary>Methods whose result may be logged.</summary>
    public SymbolPatterns Masks { get; }

    /// <summary>Whether the result of a method of which nothing is known is taken for what the method was given.</summary>
    public bool UnknownCallsPropagate { get; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<InvalidSetting> Invalid => _invalid;

    public static CardDataOptions Read(Compilation compilation, AnalyzerOptions options)
    {
        var sections = compilation.SyntaxTrees.Select(options.AnalyzerConfigOptionsProvider.GetOptions).Append(options.AnalyzerConfigOptionsProvider.GlobalOptions).ToArray();
        return new(key => sections.Select(section => section.TryGetValue(key, out var value) ? value : null).OfType<string>().Distinct());
    }

    private SymbolPatterns Patterns(string key, Func<string, IEnumerable<string>> valuesOf)
    {
        var entries = valuesOf(key).SelectMany(SymbolPatterns.Split).Distinct().ToLookup(SymbolPatterns.IsValid);
        _invalid.AddRange(entries[false].Select(entry => new InvalidSetting(key, entry, "a documentation id without parameters, such as M:Shop.Text.Cover*")));
        return entries.Contains(true) ? new SymbolPatterns(string.Join(";", entries[true])) : SymbolPatterns.None;
    }
}

/// <summary>An entry of .editorconfig that is ignored.</summary>
/// <param name="Key">The key that it stands behind.</param>
/// <param name="Entry">The entry as it is written.</param>
/// <param name="Expected">What can stand there.</param>
internal sealed record InvalidSetting(string Key, string Entry, string Expected);
