using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>
/// Finds the id of the operation that a call belongs to, by type and name: <c>orderId</c>, <c>order.Id</c>, <c>request.BookingId</c>.
/// An id of a customer or a user is none, because it stands for many operations; nor is one declared outside a loop that the call is in.
/// </summary>
internal static class IdentifierInScope
{
    private static readonly string[] Operations =
    [
        "order", "invoice", "checkout", "booking", "reservation", "cart", "basket", "purchase", "payment", "transaction", "refund", "transfer", "payout",
        "operation", "request", "message", "job", "command", "donation", "ticket", "rental", "appointment", "enrollment", "registration", "bill", "deposit", "withdrawal",
    ];

    /// <summary>Calls that happen once in the life of the object that they name, so that its id is the operation's.</summary>
    private static readonly string[] OncePerObject = ["Capture", "Cancel", "FinalizeInvoice", "VoidInvoice", "SendInvoice", "MarkUncollectible", "VoidCreditNote"];

    /// <summary>The best identifier at the call, as the expression to read it, or null where there is none.</summary>
    public static ExpressionSyntax? Find(SyntaxNode call, IMethodSymbol? stripeMethod, SemanticModel model, StripeContext stripe, CancellationToken cancellation)
    {
        if (stripeMethod is not null && OwnObject(call, stripeMethod, model, cancellation) is { } own)
        {
            return own;
        }

        var innermostLoop = call.Ancestors()
            .TakeWhile(node => node is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax))
            .FirstOrDefault(IsRepeated);
        var best = (Rank: 0, Expression: default(string));
        foreach (var symbol in model.LookupSymbols(call.SpanStart))
        {
            if (TypeOf(symbol) is not { } type || !IsReadableAt(symbol, call, innermostLoop, cancellation))
            {
                continue;
            }

            foreach (var (expression, rank) in Candidates(symbol, type, stripe))
            {
                if (rank > best.Rank)
                {
                    best = (rank, expression);
                }
            }
        }

        return best.Expression is { } text ? SyntaxFactory.ParseExpression(text) : null;
    }

    /// <summary>The first argument of a call that is made once for the object it names: <c>CaptureAsync(paymentIntentId)</c>.</summary>
    private static ExpressionSyntax? OwnObject(SyntaxNode call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        OncePerObject.Contains(StripeOperations.WithoutAsync(method.Name))
        && call is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
        && arguments[0] is { NameColon: null, Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } first
        && model.GetTypeInfo(first.Expression, cancellation).Type?.SpecialType == SpecialType.System_String
            ? first.Expression.WithoutTrivia()
            : null;

    private static IEnumerable<(string Expression, int Rank)> Candidates(ISymbol symbol, ITypeSymbol type, StripeContext stripe)
    {
        var name = EscapedName(symbol);
        if (IsIdentifierType(type))
        {
            if (RankOfName(symbol.Name) is > 0 and var rank)
            {
                yield return (name, rank + (symbol is IParameterSymbol ? 1 : 0));
            }

            yield break;
        }

        // The event that a webhook handler works on is delivered again with the same id.
        if (type is { Name: "Event", ContainingNamespace: { Name: "Stripe", ContainingNamespace.IsGlobalNamespace: true } })
        {
            yield return (name + ".Id", 12);
            yield break;
        }

        // An object of Stripe's is the result of another call; only the application's own objects name its operations.
        if (type is not INamedTypeSymbol named || named.IsInNamespace("Stripe") || named.IsInNamespace("System") || named.IsInNamespace("Microsoft"))
        {
            yield break;
        }

        if (stripe.StripeEntity is { } entity && named.IsOrInheritsFrom(entity))
        {
            yield break;
        }

        for (INamedTypeSymbol? current = named; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is not { IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public } || !IsIdentifierType(property.Type))
                {
                    continue;
                }

                var ofProperty = property.Name is "Id" or "ID"
                    ? RankOfOwner(symbol.Name, named.Name)
                    : RankOfName(property.Name) - 2;
                yield return (name + "." + property.Name, ofProperty);
            }
        }
    }

    /// <summary>0 is no identifier of an operation; more is better.</summary>
    private static int RankOfName(string name)
    {
        var words = Words.Of(name);
        if (words.Count < 2 || words[words.Count - 1] is not ("Id" or "ID" or "id" or "Guid" or "Key" or "Number") || IsNotAnOperation(words))
        {
            return 0;
        }

        if (words[words.Count - 1] is "Key" or "Number")
        {
            return IsOperation(words[words.Count - 2]) ? 9 : words[words.Count - 2].StartsWith("idempot", StringComparison.OrdinalIgnoreCase) ? 30 : 0;
        }

        return IsOperation(words[words.Count - 2]) ? 20 : 0;
    }

    private static int RankOfOwner(string variable, string type) =>
        IsNotAnOperation(Words.Of(variable)) || IsNotAnOperation(Words.Of(type))
            ? 0
            : Words.Of(variable).Concat(Words.Of(type)).Any(IsOperation) ? 18 : 0;

    private static bool IsOperation(string word) => Operations.Contains(word.ToLowerInvariant());

    private static bool IsNotAnOperation(IReadOnlyList<string> words) =>
        words.Any(word => word.ToLowerInvariant() is "customer" or "user" or "account" or "tenant" or "price" or "product" or "plan" or "merchant" or "client" or "email" or "session" or "correlation" or "trace");

    private static bool IsIdentifierType(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
        || type is { Name: "Guid", ContainingNamespace.Name: "System" } or { Name: "Ulid" };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    /// <summary>Declared before the call, certainly assigned there, and, in a loop, new for each turn of it.</summary>
    private static bool IsReadableAt(ISymbol symbol, SyntaxNode call, SyntaxNode? innermostLoop, CancellationToken cancellation)
    {
        // A variable that is named like a discard is meant to be one.
        if (symbol.Name.Trim('_').Length == 0 || symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration)
        {
            return false;
        }

        var isAssigned = symbol is IParameterSymbol { RefKind: RefKind.None or RefKind.In or RefKind.Ref }
            || declaration is VariableDeclaratorSyntax { Initializer: not null } or ForEachStatementSyntax or SingleVariableDesignationSyntax;
        var isBefore = declaration.SpanStart < call.SpanStart && !declaration.Span.Contains(call.Span) || declaration is ForEachStatementSyntax && declaration.Span.Contains(call.Span);
        return isAssigned && isBefore && (innermostLoop is null || innermostLoop.Span.Contains(declaration.Span));
    }

    private static bool IsRepeated(SyntaxNode node) => node
        is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
        || (node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax } lambda && HasParameters(lambda));

    /// <summary>A lambda with a parameter is run for each of many: <c>orders.Select(order => ...)</c>.</summary>
    private static bool HasParameters(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText is not ("_" or "ct" or "token" or "cancellationToken"),
        ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText is not ("_" or "ct" or "token" or "cancellationToken")),
        _ => false,
    };

    private static string EscapedName(ISymbol symbol) =>
        SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None ? "@" + symbol.Name : symbol.Name;
}
