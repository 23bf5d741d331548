using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>A call to Stripe in a document, and what a fix needs to know to give it a key.</summary>
internal sealed class StripeCallSite
{
    private readonly BaseObjectCreationExpressionSyntax? _options;
    private readonly IParameterSymbol _optionsParameter;

    private StripeCallSite(Document document, SemanticModel model, StripeContext stripe, InvocationExpressionSyntax call, IMethodSymbol method, IParameterSymbol optionsParameter, BaseObjectCreationExpressionSyntax? options)
    {
        Document = document;
        Model = model;
        Stripe = stripe;
        Call = call;
        Method = method;
        _optionsParameter = optionsParameter;
        _options = options;
    }

    public Document Document { get; }

    public SemanticModel Model { get; }

    public StripeContext Stripe { get; }

    public InvocationExpressionSyntax Call { get; }

    public IMethodSymbol Method { get; }

    /// <summary>Whether the options give a key that is more than null or empty text.</summary>
    public bool HasKey => OptionsCreation?.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Any(assignment =>
        assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "IdempotencyKey" }
        && !(assignment.Right is LiteralExpressionSyntax literal && literal.Token.ValueText is "" or "null" or "default")) == true;

    /// <summary>The creation of the options: in the call, or where the local is made that the call is given.</summary>
    private BaseObjectCreationExpressionSyntax? OptionsCreation =>
        _options ?? (RequestOptionsEditor.ArgumentIndex(Call, Method, _optionsParameter) is >= 0 and var index ? Call.ArgumentList.Arguments[index].Expression as BaseObjectCreationExpressionSyntax : null);

    /// <param name="document">The document of the finding.</param>
    /// <param name="location">The node of the diagnostic's location, in the call.</param>
    /// <param name="made">Where the options that lack the key are made, if that is in the same document.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<StripeCallSite?> FindAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> made, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || location.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
        {
            return null;
        }

        var stripe = new StripeContext(model.Compilation);
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || StripeOperations.RequestOptionsParameter(method, stripe) is not { } parameter)
        {
            return null;
        }

        var index = RequestOptionsEditor.ArgumentIndex(call, method, parameter);
        var options = default(BaseObjectCreationExpressionSyntax);
        if (index >= 0 && call.ArgumentList.Arguments[index].Expression is IdentifierNameSyntax local)
        {
            // Options made before the call are completed where they are made, unless another call is given the same object.
            var creations = made.OfType<BaseObjectCreationExpressionSyntax>().ToList();
            options = creations.Count == 1 ? creations[0] : null;
            if (options is null || IsPassedTwice(local, model, cancellation))
            {
                return null;
            }
        }

        return new StripeCallSite(document, model, stripe, call, method, parameter, options);
    }

    /// <summary>A key from the id that is in scope, or null where there is none.</summary>
    public ExpressionSyntax? IdentifierKey(CancellationToken cancellation) =>
        IdentifierInScope.Find((SyntaxNode?)_options ?? Call, Method, Model, Stripe, cancellation) is { } identifier ? OperationKey.From(Method, identifier) : null;

    /// <summary>Adds the edits that give this call the key; false where its options have a form that cannot be completed.</summary>
    public bool TryAddKey(ExpressionSyntax key, NodeEdits edits)
    {
        if (_options is not null)
        {
            edits.Add(Document.Id, _options, current => RequestOptionsEditor.WithKey((BaseObjectCreationExpressionSyntax)current, key));
            return true;
        }

        var (typeName, needsUsing) = OptionsTypeName();
        if (RequestOptionsEditor.WithKey(Call, Method, _optionsParameter, typeName, key) is null)
        {
            return false;
        }

        edits.Add(Document.Id, Call, current => RequestOptionsEditor.WithKey((InvocationExpressionSyntax)current, Method, _optionsParameter, typeName, key)!);
        if (needsUsing)
        {
            edits.AddUsing(Document.Id, "Stripe");
        }

        return true;
    }

    /// <summary>The type's name as it can be written at the call: short, short with a new using, or in full where the short name means something else.</summary>
    private (string Name, bool NeedsUsing) OptionsTypeName()
    {
        var type = _optionsParameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var visible = Model.LookupNamespacesAndTypes(Call.SpanStart, name: type.Name);
        if (visible.Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, type)))
        {
            return (type.Name, false);
        }

        return visible.IsEmpty ? (type.Name, true) : ("global::" + type.ToDisplayString(), false);
    }

    private static bool IsPassedTwice(IdentifierNameSyntax local, SemanticModel model, CancellationToken cancellation)
    {
        var symbol = model.GetSymbolInfo(local, cancellation).Symbol;
        var body = local.Ancestors().LastOrDefault(node => node is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)) ?? local.SyntaxTree.GetRoot(cancellation);
        return body.DescendantNodes().OfType<IdentifierNameSyntax>().Count(name =>
            name.Parent is ArgumentSyntax && name.Identifier.ValueText == local.Identifier.ValueText && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, symbol)) > 1;
    }
}
