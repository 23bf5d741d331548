using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.ControlFlow;

/// <summary>The bodies of methods, accessors and constructors that are declared in this compilation.</summary>
internal sealed class DeclaredBodies
{
    private readonly SourceModels _models;

    public DeclaredBodies(SourceModels models) => _models = models;

    /// <summary>What runs is what is declared here: in source, and not to be overridden.</summary>
    public static bool IsFixed(ISymbol symbol) =>
        !symbol.IsAbstract
        && !symbol.IsExtern
        && symbol.ContainingType?.TypeKind != TypeKind.Interface
        && (!(symbol.IsVirtual || symbol.IsOverride) || symbol.IsSealed || symbol.ContainingType is { IsSealed: true })
        && !symbol.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Null where there is no body, or not in this compilation.</summary>
    public ControlFlowGraph? GraphOf(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            var hasBody = syntax switch
            {
                BaseMethodDeclarationSyntax declaration => declaration.Body is not null || declaration.ExpressionBody is not null,
                AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
                // The getter of an expression-bodied property is declared by the arrow.
                _ => syntax is ArrowExpressionClauseSyntax,
            };
            if (hasBody && _models.Of(syntax.SyntaxTree) is { } model)
            {
                return model.GetOperation(syntax, cancellation) is { Parent: null } body ? body.GraphOfRoot(cancellation) : null;
            }
        }

        return null;
    }
}
