using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.CodeFixes.Secrets;

/// <summary>A <c>const</c> whose value is no longer a constant: it becomes <c>static readonly</c>, or, inside a method, a plain local.</summary>
internal sealed class ConstantField
{
    private readonly VariableDeclaratorSyntax _variable;
    private readonly SyntaxToken _const;
    private readonly bool _isLocal;

    private ConstantField(VariableDeclaratorSyntax variable, SyntaxToken constKeyword, bool isLocal)
    {
        _variable = variable;
        _const = constKeyword;
        _isLocal = isLocal;
    }

    /// <summary>The constant that the expression initialises, where it is the only one of its declaration.</summary>
    public static ConstantField? Of(ExpressionSyntax expression)
    {
        if (expression.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } variable)
        {
            return null;
        }

        return variable.Parent!.Parent switch
        {
            FieldDeclarationSyntax field when ConstOf(field.Modifiers) is { RawKind: not 0 } keyword => new(variable, keyword, isLocal: false),
            LocalDeclarationStatementSyntax local when ConstOf(local.Modifiers) is { RawKind: not 0 } keyword => new(variable, keyword, isLocal: true),
            _ => null,
        };
    }

    /// <summary>Whether the language takes nothing but a constant at the place of an expression.</summary>
    public static bool MustBeConstant(SyntaxNode expression)
    {
        foreach (var outer in expression.AncestorsAndSelf())
        {
            switch (outer)
            {
                case AttributeArgumentSyntax or CaseSwitchLabelSyntax or ConstantPatternSyntax or EnumMemberDeclarationSyntax or GotoStatementSyntax:
                case EqualsValueClauseSyntax { Parent: ParameterSyntax }:
                case FieldDeclarationSyntax field when ConstOf(field.Modifiers).RawKind != 0:
                case LocalDeclarationStatementSyntax local when ConstOf(local.Modifiers).RawKind != 0:
                    return true;
                case StatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    public async Task<bool> CanBeReadonlyAsync(Document document, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (model.GetDeclaredSymbol(_variable, cancellation) is not { } symbol)
        {
            return false;
        }

        foreach (var referenced in await SymbolFinder.FindReferencesAsync(symbol, document.Project.Solution, cancellation).ConfigureAwait(false))
        {
            foreach (var reference in referenced.Locations)
            {
                var root = await reference.Location.SourceTree!.GetRootAsync(cancellation).ConfigureAwait(false);
                if (MustBeConstant(root.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    public TextChange MakeReadonly() => _isLocal
        ? new TextChange(TextSpan.FromBounds(_const.SpanStart, _const.GetNextToken().SpanStart), string.Empty)
        : new TextChange(_const.Span, "static readonly");

    private static SyntaxToken ConstOf(SyntaxTokenList modifiers) => modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.ConstKeyword));
}
