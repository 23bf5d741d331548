using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.PriceIds;

/// <summary>What the project says about the generated price ids.</summary>
/// <param name="IsOn">PaymentSafetyGeneratePriceIds=true.</param>
/// <param name="Namespace">PaymentSafetyPriceIdsNamespace, or else the project's root namespace; empty for none.</param>
internal sealed record PriceIdSettings(bool IsOn, string Namespace)
{
    public static PriceIdSettings Of(AnalyzerConfigOptions options) =>
        new(IsTrue(Property(options, "PaymentSafetyGeneratePriceIds")), NamespaceOf(Property(options, "PaymentSafetyPriceIdsNamespace") ?? Property(options, "RootNamespace") ?? ""));

    /// <summary>Whether the package handed the file to the compiler as the project's price map.</summary>
    public static bool IsMap(AnalyzerConfigOptions options) => options.TryGetValue(AnalyzerConfigKeys.PriceMapMetadata, out var marked) && IsTrue(marked);

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) && value.Trim().Length > 0 ? value.Trim() : null;

    private static bool IsTrue(string? value) => string.Equals(value?.Trim(), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>As the SDK makes it of a project's name: what cannot be part of an identifier is an underscore.</summary>
    private static string NamespaceOf(string name) => string.Join(".", name.Split('.').Where(part => part.Length > 0).Select(Identifier));

    private static string Identifier(string part)
    {
        var plain = new string(part.Select(character => SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_').ToArray());
        return !SyntaxFacts.IsIdentifierStartCharacter(plain[0]) ? "_" + plain
            : SyntaxFacts.GetKeywordKind(plain) != SyntaxKind.None ? "@" + plain
            : plain;
    }
}
