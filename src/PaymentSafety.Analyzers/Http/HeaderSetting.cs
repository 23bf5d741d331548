using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Idempotency;

namespace PaymentSafety.Analyzers.Http;

/// <summary>Whether a request can carry the header: it is set on the request, its content or its client, or all of it is handed to code that nobody can see.</summary>
internal sealed class HeaderSetting
{
    private readonly HttpValues _values;
    private readonly RawPost _post;
    private readonly IReadOnlyList<ISymbol> _carriers;

    public HeaderSetting(HttpValues values, RawPost post)
    {
        _values = values;
        _post = post;
        _carriers = post.Carriers.SelectMany(values.Variables).ToList();
        Mentions = FindMentions().ToList();
    }

    /// <summary>The places that set the header for this request.</summary>
    public IReadOnlyList<SyntaxNode> Mentions { get; }

    public bool IsSet => Mentions.Count > 0 || _post.Registrations.Any(registration => registration.SetsHeader) || HandlersSet() || Calls().Any(MaySet);

    /// <summary>The place that gives the header a value that is made inside a region, so that each turn of it has another.</summary>
    public SyntaxNode? FreshIn(SyntaxNode region) => Mentions.FirstOrDefault(mention =>
        region.Span.Contains(mention.Span) && mention.SyntaxTree == region.SyntaxTree && IdempotencyHeader.ValueAt(mention) is { } value && IsFreshIn(value, region));

    private bool IsFreshIn(ExpressionSyntax value, SyntaxNode region) =>
        _values.Origins(value).Any(origin => region.Span.Contains(origin.Span) && origin.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => _values.SymbolOf(part) switch
        {
            IMethodSymbol method when part is InvocationExpressionSyntax => FreshValues.IsFresh(method),
            IPropertySymbol property => FreshValues.IsFresh(property),
            _ => false,
        }));

    /// <summary>Mentions of the header in a statement that also names a carrier, before the request is sent, and anywhere in the type for a client.</summary>
    private IEnumerable<SyntaxNode> FindMentions()
    {
        var made = _post.Carriers.Where(carrier => carrier is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax).SelectMany(carrier => IdempotencyHeader.Mentions(carrier, _values.ModelOf(carrier)));
        var inScope = _carriers.SelectMany(_values.ScopesOf).Append(HttpValues.MemberOf(_post.Call)).Distinct()
            .SelectMany(scope => IdempotencyHeader.Mentions(scope, _values.ModelOf(scope)))
            .Where(mention => IsBefore(mention) && NamesCarrier(StatementOf(mention)));
        return made.Concat(inScope).Distinct();
    }

    private bool IsBefore(SyntaxNode mention) =>
        HttpValues.MemberOf(mention) != HttpValues.MemberOf(_post.Call) || mention.SpanStart < _post.Call.Span.End;

    private bool NamesCarrier(SyntaxNode statement) =>
        statement.DescendantNodesAndSelf().Any(node => node switch
        {
            IdentifierNameSyntax name => _carriers.Any(carrier => carrier.Name == name.Identifier.ValueText) && _carriers.Contains(_values.SymbolOf(name)!, SymbolEqualityComparer.Default),
            VariableDeclaratorSyntax variable => _carriers.Any(carrier => carrier.Name == variable.Identifier.ValueText) && _carriers.Contains(_values.ModelOf(variable)?.GetDeclaredSymbol(variable)!, SymbolEqualityComparer.Default),
            _ => false,
        });

    private static SyntaxNode StatementOf(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(ancestor => ancestor is StatementSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax) ?? node;

    /// <summary><c>new HttpClient(new IdempotencyHandler())</c>.</summary>
    private bool HandlersSet() =>
        _post.Carriers.SelectMany(_values.Origins).OfType<BaseObjectCreationExpressionSyntax>()
            .SelectMany(creation => creation.ArgumentList?.Arguments ?? default)
            .SelectMany(argument => _values.Origins(argument.Expression))
            .OfType<BaseObjectCreationExpressionSyntax>()
            .Select(handler => _values.ModelOf(handler)?.GetTypeInfo(handler).Type)
            .Where(type => type is not null)
            .SelectMany(type => type!.DeclaringSyntaxReferences)
            .Any(reference => IdempotencyHeader.Mentions(reference.GetSyntax(_values.Cancellation), model: null).Any());

    /// <summary>Calls before this one that are handed a carrier, or made on it, and the helper that makes it.</summary>
    private IEnumerable<InvocationExpressionSyntax> Calls() =>
        HttpValues.MemberOf(_post.Call).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call != _post.Call && call.SpanStart < _post.Call.Span.End && (IsHanded(call) || _post.Carriers.Contains(call)))
            .Concat(_post.Carriers.OfType<InvocationExpressionSyntax>().SelectMany(Chain))
            .Distinct();

    /// <summary>A call and the calls that it is made on: <c>url.WithHeader(...).WithHeaders(...)</c>.</summary>
    private static IEnumerable<InvocationExpressionSyntax> Chain(InvocationExpressionSyntax call)
    {
        for (var current = call; current is not null; current = (current.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax)
        {
            yield return current;
        }
    }

    private bool IsHanded(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(argument => argument.Expression).Append(((call.Expression as MemberAccessExpressionSyntax)?.Expression)!)
            .Any(expression => expression is not null && Root(expression) is IdentifierNameSyntax name && _carriers.Any(carrier => carrier.Name == name.Identifier.ValueText)
                && _carriers.Contains(_values.SymbolOf(name)!, SymbolEqualityComparer.Default));

    /// <summary>A helper of the compilation that mentions the header; a header whose name is not known; code of another assembly that is no part of the client itself.</summary>
    private bool MaySet(InvocationExpressionSyntax call)
    {
        var name = call.LastName();
        if (name is "Add" or "TryAdd" or "TryAddWithoutValidation" or "AddHeader" or "AddOrUpdateHeader" or "AddHeaders" or "AddOrUpdateHeaders" or "WithHeader" or "WithHeaders")
        {
            return IsUnknownHeader(call);
        }

        if (_values.SymbolOf(call) is not IMethodSymbol method)
        {
            return false;
        }

        var sources = (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences;
        if (!sources.IsEmpty)
        {
            return sources.Select(reference => reference.GetSyntax(_values.Cancellation)).Any(source => HasNoBody(source) || IdempotencyHeader.Mentions(source, _values.ModelOf(source)).Any());
        }

        return !method.IsInNamespace("System") && !method.IsInNamespace("Microsoft") && !method.IsInNamespace("RestSharp") && !method.IsInNamespace("Flurl");
    }

    /// <summary><c>request.Headers.Add(header.Key, header.Value)</c>: it may be the one.</summary>
    private bool IsUnknownHeader(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } first
        && first is not (AnonymousObjectCreationExpressionSyntax or BaseObjectCreationExpressionSyntax)
        && _values.ModelOf(first)?.GetConstantValue(first).HasValue == false
        && _values.TypeNameOf(first) is "String" or "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "ICollection" or "Object";

    private static bool HasNoBody(SyntaxNode source) => source is MethodDeclarationSyntax { Body: null, ExpressionBody: null };

    private static ExpressionSyntax Root(ExpressionSyntax expression) => HttpValues.Plain(expression) switch
    {
        MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) and var inner } => Root(inner),
        MemberAccessExpressionSyntax access => access.Name,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } } => Root(inner),
        var root => root,
    };
}
