using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Secrets;

/// <summary>
/// The fix of PAY3006, where price ids are generated from the map and the map has this one: the constant with the same value, so that the program
/// does what it did. Which mode it should be is for a person to decide, who now can read it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HardCodedPriceIdFixer))]
public sealed class HardCodedPriceIdFixer : ReplacingFixer
{
    private const string Key = "PaymentSafety.UseGeneratedPriceId";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.HardCodedPriceId.Id);

    private protected override Replacing? Find(SyntaxNode place, SemanticModel model)
    {
        switch (place)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal when Constant(literal.Token.ValueText, model, place.SpanStart) is { } name:
                return Replace(literal, name, SyntaxFactory.ParseExpression(name).WithTriviaFrom(literal));

            // $"{price}", and nothing of the text but the id.
            case InterpolatedStringTextSyntax text when Constant(text.TextToken.ValueText, model, place.SpanStart) is { } name:
                // A colon in an interpolation begins a format.
                var expression = SyntaxFactory.ParseExpression(name.IndexOf("::", StringComparison.Ordinal) < 0 ? name : $"({name})");
                return Replace(text, name, SyntaxFactory.Interpolation(expression));

            default:
                return null;
        }
    }

    private static Replacing Replace(SyntaxNode old, string name, SyntaxNode @new) => new($"Use {name}", Key, old, @new);

    /// <summary>How the generated constant with a value is written at a place; null where there is none.</summary>
    private static string? Constant(string value, SemanticModel model, int position)
    {
        foreach (var type in model.Compilation.GetSymbolsWithName("StripePrices", SymbolFilter.Type).OfType<INamedTypeSymbol>())
        {
            foreach (var constant in type.GetTypeMembers().SelectMany(mode => mode.GetMembers()).OfType<IFieldSymbol>())
            {
                if (constant.HasConstantValue && constant.ConstantValue as string == value)
                {
                    return $"{constant.ContainingType.ToMinimalDisplayString(model, position)}.{constant.Name}";
                }
            }
        }

        return null;
    }
}
