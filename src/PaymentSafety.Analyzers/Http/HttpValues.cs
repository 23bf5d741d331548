using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Http;

/// <summary>
/// What the expressions around a request can be: the values that its variables are given, in the member that a local lives in or the type that a field lives in, and the
/// addresses that can be read from them. Known by the names of types and members, so that RestSharp and Flurl need not be referenced.
/// </summary>
internal sealed class HttpValues
{
    private const int DeepestNesting = 12;

    private readonly SourceModels _models;
    private readonly CancellationToken _cancellation;

    public HttpValues(SourceModels models, CancellationToken cancellation)
    {
        _models = models;
        _cancellation = cancellation;
    }

    public CancellationToken Cancellation => _cancellation;

    public SemanticModel? ModelOf(SyntaxNode node) => _models.Of(node.SyntaxTree);

    public ISymbol? SymbolOf(SyntaxNode node)
    {
        var info = ModelOf(node)?.GetSymbolInfo(node, _cancellation);
        return info?.Symbol ?? info?.CandidateSymbols.FirstOrDefault();
    }

    /// <summary>The name of the type of an expression; of a type that is not there, the name that it was written with.</summary>
    public string TypeNameOf(ExpressionSyntax expression) => ModelOf(expression)?.GetTypeInfo(expression, _cancellation).Type?.Name ?? "";

    /// <summary>What is made by an expression, and by what the variables in it are given: objects, calls, texts.</summary>
    public IEnumerable<ExpressionSyntax> Origins(ExpressionSyntax expression) => Origins(expression, 0);

    /// <summary>The variables that hold the same object as an expression: the field, and the constructor's parameter that it was given.</summary>
    public IReadOnlyList<ISymbol> Variables(ExpressionSyntax expression)
    {
        var variables = new List<ISymbol>();
        Add(expression, 0);
        return variables;

        void Add(ExpressionSyntax value, int depth)
        {
            if (depth < DeepestNesting && IsVariable(value) && SymbolOf(value) is { Kind: SymbolKind.Local or SymbolKind.Parameter or SymbolKind.Field or SymbolKind.Property } symbol
                && !variables.Contains(symbol, SymbolEqualityComparer.Default))
            {
                variables.Add(symbol);
                foreach (var given in Given(symbol))
                {
                    Add(Plain(given), depth + 1);
                }
            }
        }
    }

    public HttpAddress AddressOf(ExpressionSyntax expression) => AddressOf(expression, 0);

    /// <summary>The address that an object is made with: <c>new RestClient("https://...")</c>, <c>new HttpClient { BaseAddress = ... }</c>.</summary>
    public HttpAddress AddressOfCreation(BaseObjectCreationExpressionSyntax creation) => AddressOfCreation(creation, 0);

    /// <summary>Everything that a variable is given where it can be seen.</summary>
    public IEnumerable<ExpressionSyntax> Given(ISymbol variable)
    {
        foreach (var reference in variable.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(_cancellation);
            if (Initializer(declaration) is { } initial)
            {
                yield return initial;
            }
        }

        foreach (var scope in ScopesOf(variable))
        {
            foreach (var assignment in scope.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (assignment.Left.LastName() == variable.Name && SymbolEqualityComparer.Default.Equals(SymbolOf(assignment.Left), variable))
                {
                    yield return assignment.Right;
                }
            }
        }
    }

    /// <summary>Where a variable can be given a value: the member of a local, the type of a field.</summary>
    public IEnumerable<SyntaxNode> ScopesOf(ISymbol variable) => variable switch
    {
        IFieldSymbol or IPropertySymbol => variable.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_cancellation)),
        ILocalSymbol or IParameterSymbol => variable.DeclaringSyntaxReferences.Select(reference => MemberOf(reference.GetSyntax(_cancellation))),
        _ => [],
    };

    public static SyntaxNode MemberOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    public static ExpressionSyntax Plain(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Plain(parenthesized.Expression),
        CastExpressionSyntax cast => Plain(cast.Expression),
        AwaitExpressionSyntax awaited => Plain(awaited.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => Plain(suppressed.Operand),
        _ => expression,
    };

    public static IEnumerable<(string Name, ExpressionSyntax Value)> Initialized(BaseObjectCreationExpressionSyntax creation) =>
        (creation.Initializer?.Expressions ?? default).OfType<AssignmentExpressionSyntax>().Select(assignment => (assignment.Left.LastName(), assignment.Right));

    private IEnumerable<ExpressionSyntax> Origins(ExpressionSyntax expression, int depth)
    {
        expression = Plain(expression);
        if (depth > DeepestNesting)
        {
            return [];
        }

        return expression switch
        {
            ConditionalExpressionSyntax choice => Origins(choice.WhenTrue, depth + 1).Concat(Origins(choice.WhenFalse, depth + 1)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => Origins(coalesce.Left, depth + 1).Concat(Origins(coalesce.Right, depth + 1)),
            _ when IsVariable(expression) && SymbolOf(expression) is { } symbol => Given(symbol).SelectMany(value => Origins(value, depth + 1)).DefaultIfEmpty(expression),
            _ => [expression],
        };
    }

    private HttpAddress AddressOf(ExpressionSyntax expression, int depth)
    {
        _cancellation.ThrowIfCancellationRequested();
        expression = Plain(expression);
        if (depth > DeepestNesting || ModelOf(expression) is not { } model)
        {
            return HttpAddress.Unknown;
        }

        if (model.GetConstantValue(expression, _cancellation) is { HasValue: true, Value: string constant })
        {
            return HttpAddress.Of(constant);
        }

        switch (expression)
        {
            case BaseObjectCreationExpressionSyntax creation:
                return AddressOfCreation(creation, depth + 1);
            case ConditionalExpressionSyntax choice:
                return Worst(AddressOf(choice.WhenTrue, depth + 1), AddressOf(choice.WhenFalse, depth + 1));
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce:
                return Worst(AddressOf(coalesce.Left, depth + 1), AddressOf(coalesce.Right, depth + 1));
            case InvocationExpressionSyntax call when AddressReturned(call, depth) is { Kind: not AddressKind.Unknown } returned:
                return returned;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name } } call:
                // The end of a chain of Flurl, or a text that is trimmed: what it begins with says where it goes.
                return name is "Combine" or "Format" or "Concat" or "Create" or "Parse" && call.ArgumentList.Arguments.Count > 0
                    ? AddressOf(call.ArgumentList.Arguments[0].Expression, depth + 1)
                    : AddressOf(receiver, depth + 1);
            case InterpolatedStringExpressionSyntax or BinaryExpressionSyntax:
                return AddressOfText(expression, model, depth + 1);
            default:
                return IsVariable(expression) && SymbolOf(expression) is { } symbol
                    ? Given(symbol).Select(value => AddressOf(value, depth + 1)).Aggregate(HttpAddress.Unknown, Worst)
                    : HttpAddress.Unknown;
        }
    }

    /// <summary>What a helper of the compilation returns.</summary>
    private HttpAddress AddressReturned(InvocationExpressionSyntax call, int depth) =>
        SymbolOf(call) is IMethodSymbol { DeclaringSyntaxReferences: { IsEmpty: false } sources }
            ? sources.SelectMany(source => Returned(source.GetSyntax(_cancellation))).Select(value => AddressOf(value, depth + 1)).Aggregate(HttpAddress.Unknown, Worst)
            : HttpAddress.Unknown;

    private HttpAddress AddressOfCreation(BaseObjectCreationExpressionSyntax creation, int depth)
    {
        foreach (var (name, value) in Initialized(creation))
        {
            if (name is "BaseAddress" or "BaseUrl" or "RequestUri")
            {
                return AddressOf(value, depth);
            }
        }

        var arguments = creation.ArgumentList?.Arguments ?? default;
        if (arguments.Count == 0)
        {
            return HttpAddress.Unknown;
        }

        var first = AddressOf(arguments[0].Expression, depth);
        return arguments.Count > 1 && first.Kind != AddressKind.Unknown && AddressOf(arguments[1].Expression, depth) is { Kind: AddressKind.Relative } path ? path.Under(first) : first;
    }

    /// <summary>A text in parts: where its first part is a variable, that says the host.</summary>
    private HttpAddress AddressOfText(ExpressionSyntax expression, SemanticModel model, int depth)
    {
        if (model.GetOperation(expression, _cancellation) is { } operation && HttpAddress.Of(JoinedText.Of(operation, new ValueContext(model, _models, _cancellation)).Text) is { Kind: not AddressKind.Unknown } known)
        {
            return known;
        }

        return FirstPart(expression) is { } first ? AddressOf(first, depth) : HttpAddress.Unknown;
    }

    private static IEnumerable<ExpressionSyntax> Returned(SyntaxNode method) =>
        method.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || node == method)
            .Select(node => node switch
            {
                ReturnStatementSyntax { Expression: { } value } => value,
                ArrowExpressionClauseSyntax { Expression: var value, Parent: var owner } when owner == method => value,
                _ => null,
            })
            .OfType<ExpressionSyntax>();

    private static ExpressionSyntax? FirstPart(ExpressionSyntax text) => text switch
    {
        InterpolatedStringExpressionSyntax interpolated => (interpolated.Contents.FirstOrDefault() as InterpolationSyntax)?.Expression,
        BinaryExpressionSyntax { Left: BinaryExpressionSyntax left } => FirstPart(left),
        BinaryExpressionSyntax sum => sum.Left,
        _ => null,
    };

    /// <summary>Of what an address can be, the one that matters: a test host on one branch does not make the other safe.</summary>
    private static HttpAddress Worst(HttpAddress one, HttpAddress other) =>
        one.Kind == AddressKind.Stripe || other.Kind == AddressKind.Unknown ? one : other.Kind == AddressKind.Stripe || one.Kind == AddressKind.Unknown ? other : one;

    private static bool IsVariable(ExpressionSyntax expression) => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax;

    private static ExpressionSyntax? Initializer(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
        _ => null,
    };
}
