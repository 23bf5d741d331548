using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.CodeFixes.Lists;

/// <summary>A page that is asked for in a document: the call, and around it what awaits it and takes its data.</summary>
internal sealed class ListUseSite
{
    private readonly SemanticModel _model;

    private ListUseSite(InvocationExpressionSyntax call, MemberAccessExpressionSyntax called, ITypeSymbol element, SemanticModel model)
    {
        _model = model;
        Call = call;
        Called = called;
        Element = element.ToMinimalDisplayString(model, call.SpanStart);
        Objects = Around(call);
    }

    public InvocationExpressionSyntax Call { get; }

    public MemberAccessExpressionSyntax Called { get; }

    /// <summary>The type of the objects, as C# text.</summary>
    public string Element { get; }

    /// <summary>The page with its await, its ConfigureAwait, its parentheses and its Data.</summary>
    public ExpressionSyntax Objects { get; }

    public bool IsAsync => Called.Name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal);

    /// <summary>The same call for every page, with the options as they are.</summary>
    public string EveryPage => Call.WithExpression(Called.WithName(SyntaxFactory.IdentifierName(AutoPagingName(Called.Name.Identifier.ValueText)))).WithoutTrivia().ToString();

    /// <summary>Null where the call has no counterpart for every page.</summary>
    public static ListUseSite? At(InvocationExpressionSyntax call, SemanticModel model) =>
        call.Expression is MemberAccessExpressionSyntax called
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ReturnType: INamedTypeSymbol returned, ContainingType: { } type }
        && Page(returned) is { TypeArguments: { Length: 1 } elements }
        && type.GetMembers(AutoPagingName(called.Name.Identifier.ValueText)).Length > 0
            ? new ListUseSite(call, called, elements[0], model)
            : null;

    /// <summary>A type of System.Collections.Generic, by the name that it has here.</summary>
    public string ListType =>
        _model.LookupNamespacesAndTypes(Call.SpanStart, name: "List").IsEmpty ? $"System.Collections.Generic.List<{Element}>" : $"List<{Element}>";

    public ISymbol? SymbolOf(SyntaxNode node) => _model.GetSymbolInfo(node).Symbol;

    /// <summary>The symbols of the members that the service has under a name.</summary>
    public IEnumerable<IMethodSymbol> MethodsOfService(string name) =>
        _model.GetTypeInfo(Called.Expression).Type?.GetMembers(name).OfType<IMethodSymbol>() ?? [];

    private static INamedTypeSymbol? Page(INamedTypeSymbol type) =>
        type is { Name: "Task", TypeArguments: { Length: 1 } arguments } ? arguments[0] as INamedTypeSymbol : type;

    private static ExpressionSyntax Around(InvocationExpressionSyntax call)
    {
        ExpressionSyntax outer = call;
        while (true)
        {
            switch (outer.Parent)
            {
                case AwaitExpressionSyntax or ParenthesizedExpressionSyntax:
                    outer = (ExpressionSyntax)outer.Parent;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Data" } data when data.Expression == outer:
                    outer = data;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured }:
                    outer = configured;
                    break;
                default:
                    return outer;
            }
        }
    }

    private static string AutoPagingName(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) + "AutoPagingAsync" : name + "AutoPaging";
}
