using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Which methods are masks: by attribute, by name, by library. A mask of this compilation is believed by its name, unless its body cuts so that more than the BIN and
/// the last four digits stay: then the engine looks into it.
/// </summary>
internal sealed class MaskMethods
{
    private const int MostDigitsKept = 8;
    private const int LeastCutFromStart = 12;

    private readonly ConcurrentDictionary<IMethodSymbol, bool> _isMask = new(SymbolEqualityComparer.Default);

    private readonly SymbolPatterns _own;

    /// <param name="own">The user's own masks, which are believed.</param>
    public MaskMethods(SymbolPatterns own) => _own = own;

    public bool IsMask(IMethodSymbol method) => _isMask.GetOrAdd(method.OriginalDefinition, definition =>
        _own.Matches(definition)
        || Masks.HasMaskAttribute(definition)
        || Masks.IsRedactor(definition.ContainingType)
        || (definition is { ReturnsVoid: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } && Masks.IsMaskName(definition.Name) && !definition.DeclaringSyntaxReferences.Any(KeepsTooMuch)));

    private static bool KeepsTooMuch(SyntaxReference declaration)
    {
        foreach (var node in declaration.GetSyntax().DescendantNodes())
        {
            var isWide = node switch
            {
                RangeExpressionSyntax { LeftOperand: null, RightOperand: LiteralExpressionSyntax { Token.Value: int end } } => end > MostDigitsKept,
                RangeExpressionSyntax { LeftOperand: LiteralExpressionSyntax { Token.Value: int start }, RightOperand: null } => start < LeastCutFromStart,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Substring" }, ArgumentList.Arguments: var arguments } => IsWide(arguments.ToArray()),
                _ => false,
            };
            if (isWide)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWide(ArgumentSyntax[] arguments) =>
        arguments.Length == 1 ? arguments[0].Expression is LiteralExpressionSyntax { Token.Value: < LeastCutFromStart }
        : arguments[1].Expression is LiteralExpressionSyntax { Token.Value: > MostDigitsKept };
}
