using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>The expression that a call's idempotency key is set to, where there is exactly one and it stands in the same body.</summary>
internal sealed class KeyExpression
{
    private KeyExpression(Document document, SemanticModel model, StripeContext stripe, InvocationExpressionSyntax call, IMethodSymbol method, ExpressionSyntax expression)
    {
        Document = document;
        Model = model;
        Stripe = stripe;
        Call = call;
        Method = method;
        Expression = expression;
    }

    public Document Document { get; }

    public SemanticModel Model { get; }

    public StripeContext Stripe { get; }

    public InvocationExpressionSyntax Call { get; }

    public IMethodSymbol Method { get; }

    public ExpressionSyntax Expression { get; }

    public static async Task<KeyExpression?> FindAsync(Document document, SyntaxNode location, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null
            || location.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        var stripe = new StripeContext(model.Compilation);
        if (StripeOperations.RequestOptionsParameter(method, stripe) is not { } parameter || RequestOptionsEditor.ArgumentIndex(call, method, parameter) is not (>= 0 and var index))
        {
            return null;
        }

        var set = call.ArgumentList.Arguments[index].Expression switch
        {
            BaseObjectCreationExpressionSyntax creation => SetIn(creation),
            IdentifierNameSyntax local => SetOn(local, call),
            _ => null,
        };
        return set is null ? null : new KeyExpression(document, model, stripe, call, method, set);
    }

    /// <summary>The solution in which the key is another expression.</summary>
    public async Task<Solution> ReplaceAsync(ExpressionSyntax key, CancellationToken cancellation)
    {
        var edits = new NodeEdits();
        edits.Add(Document.Id, Expression, current => key.WithTriviaFrom(current));
        return await edits.ApplyAsync(Document.Project.Solution, cancellation).ConfigureAwait(false);
    }

    private static ExpressionSyntax? SetIn(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "IdempotencyKey" })?.Right;

    /// <summary>The one place in the body that sets the key of a local: its initialiser, or one assignment.</summary>
    private static ExpressionSyntax? SetOn(IdentifierNameSyntax local, SyntaxNode call)
    {
        var name = local.Identifier.ValueText;
        var body = call.Ancestors().LastOrDefault(node => node is BlockSyntax or CompilationUnitSyntax && node.Span.Contains(call.Span)) is CompilationUnitSyntax unit
            ? unit
            : call.Ancestors().LastOrDefault(node => node is BlockSyntax) ?? call;
        var found = new List<ExpressionSyntax>();
        foreach (var node in body.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation } declarator when declarator.Identifier.ValueText == name && SetIn(creation) is { } initial:
                    found.Add(initial);
                    break;
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IdempotencyKey", Expression: IdentifierNameSyntax owner } } assignment
                    when owner.Identifier.ValueText == name:
                    found.Add(assignment.Right);
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax owner, Right: BaseObjectCreationExpressionSyntax creation } when owner.Identifier.ValueText == name && SetIn(creation) is { } assigned:
                    found.Add(assigned);
                    break;
            }
        }

        return found.Count == 1 ? found[0] : null;
    }
}
