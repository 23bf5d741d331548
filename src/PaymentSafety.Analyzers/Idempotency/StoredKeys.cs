using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Retries;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>
/// Tells whether a value that was made for a call is kept before the call: given to an entity, a field or a record, or handed to a method that can save it. A log does
/// not keep it in the sense that a repeat could find it again.
/// </summary>
internal static class StoredKeys
{
    public static bool IsKept(SyntaxNode made, StripeCall call)
    {
        if (call.Model is not { } model || made.SyntaxTree != call.Syntax.SyntaxTree)
        {
            return false;
        }

        var scope = call.Syntax.Ancestors().LastOrDefault(node => node is BlockSyntax or ArrowExpressionClauseSyntax or CompilationUnitSyntax && node.Span.Contains(made.Span)) ?? call.Syntax.SyntaxTree.GetRoot();
        return IsKept(made, scope, call.Syntax, call.Syntax.SpanStart, model);
    }

    /// <summary>The same for a helper that returns what it made.</summary>
    public static bool IsKept(SyntaxNode made, SyntaxNode helper, SemanticModel model) =>
        made.SyntaxTree == helper.SyntaxTree && helper.Span.Contains(made.Span) && IsKept(made, helper, helper, helper.Span.End, model);

    private static bool IsKept(SyntaxNode made, SyntaxNode scope, SyntaxNode call, int before, SemanticModel model)
    {
        // Assigned where it is made: order.Key = key = Guid.NewGuid(), new Payment { Key = ... }.
        if (IsStoredHere(made, call, model))
        {
            return true;
        }

        var carriers = Carriers(made, model);
        if (carriers.Count == 0)
        {
            return false;
        }

        return scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.SpanStart < before
            && carriers.Any(carrier => carrier.Name == name.Identifier.ValueText)
            && carriers.Contains(model.GetSymbolInfo(name).Symbol!, SymbolEqualityComparer.Default)
            && IsStoredHere(name, call, model));
    }

    /// <summary>The locals that the value is carried by: <c>var id = Guid.NewGuid(); var key = $"pay-{id}";</c></summary>
    private static List<ISymbol> Carriers(SyntaxNode made, SemanticModel model)
    {
        var carriers = new List<ISymbol>();
        var from = new Queue<SyntaxNode>([made]);
        while (from.Count > 0 && carriers.Count < 8)
        {
            var node = from.Dequeue();
            var holder = node.Ancestors().TakeWhile(ancestor => ancestor is not StatementSyntax).FirstOrDefault(ancestor => ancestor is VariableDeclaratorSyntax)
                ?? (node.Ancestors().TakeWhile(ancestor => ancestor is not StatementSyntax).OfType<AssignmentExpressionSyntax>().FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax && assignment.Right.Span.Contains(node.Span)) is { } assigned
                    ? assigned.Left
                    : null);
            var symbol = holder switch
            {
                VariableDeclaratorSyntax declarator => model.GetDeclaredSymbol(declarator),
                { } left => model.GetSymbolInfo(left).Symbol,
                null => null,
            };
            if (symbol is not (ILocalSymbol or IParameterSymbol) || carriers.Contains(symbol, SymbolEqualityComparer.Default))
            {
                continue;
            }

            carriers.Add(symbol);
            var scope = holder!.Ancestors().FirstOrDefault(ancestor => ancestor is BlockSyntax or CompilationUnitSyntax);
            foreach (var use in scope?.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == symbol.Name) ?? [])
            {
                if (use.Ancestors().TakeWhile(ancestor => ancestor is not StatementSyntax).Any(ancestor => ancestor is VariableDeclaratorSyntax))
                {
                    from.Enqueue(use);
                }
            }
        }

        return carriers;
    }

    private static bool IsStoredHere(SyntaxNode value, SyntaxNode call, SemanticModel model)
    {
        for (var node = value; node.Parent is { } parent and not StatementSyntax; node = parent)
        {
            switch (parent)
            {
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation } when invocation != call:
                    if (MethodCall.From(model.GetOperation(invocation)!, model)?.Method is not { } method)
                    {
                        // A method of a package that is not there.
                        return IsKeepingName(RetryDelegates.NameOf(invocation));
                    }

                    var isKeyOfRuntime = KeyNames.IsKeyOfRuntime(method);
                    if (!isKeyOfRuntime && IsKeeping(method))
                    {
                        return true;
                    }

                    if (!isKeyOfRuntime && !method.IsInNamespace("System"))
                    {
                        return false;
                    }

                    break;
                case ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation }:
                    return model.GetTypeInfo(creation).Type is { } type && !type.IsInNamespace("Stripe") && !type.IsInNamespace("System");
                case AssignmentExpressionSyntax assignment when assignment.Right.Span.Contains(value.Span):
                    return IsOwnMember(assignment, model);
            }
        }

        return false;
    }

    private static bool IsOwnMember(AssignmentExpressionSyntax assignment, SemanticModel model) =>
        model.GetSymbolInfo(assignment.Left).Symbol is { Kind: SymbolKind.Property or SymbolKind.Field, ContainingType: { } type } member
        && !member.IsInNamespace("Stripe")
        && !type.IsInNamespace("System");

    /// <summary>A method that may save what it is given: not a log, not the console, not a formatter, and nothing of Stripe's.</summary>
    private static bool IsKeeping(IMethodSymbol method)
    {
        if (method.IsInNamespace("System") || method.IsInNamespace("Stripe") || method.IsInNamespace("Microsoft", "Extensions", "Logging") || method.IsInNamespace("Serilog") || method.IsInNamespace("NLog"))
        {
            // The one collection that outlives the call is one that somebody else holds; a set or a dictionary of ids is a store.
            return method.Name is "Add" or "TryAdd" or "Set" or "SetString" or "SetStringAsync" or "StringSet" or "StringSetAsync" && method.ContainingType.Name is not ("List" or "StringBuilder");
        }

        return IsKeepingName(method.Name) && !method.ReturnType.Name.EndsWith("Options", StringComparison.Ordinal);
    }

    private static bool IsKeepingName(string name)
    {
        var words = Words.Of(name);
        return !words.Any(word => word is "Log" or "Trace" or "Debug" or "Print" or "Write" or "Format" or "Build" or "Make" or "Options" or "Key" && !words.Any(verb => verb is "Save" or "Store" or "Add" or "Insert" or "Set" or "Record" or "Persist"))
            && !StripeOperations.StartsWithWord(name, "Get");
    }
}
