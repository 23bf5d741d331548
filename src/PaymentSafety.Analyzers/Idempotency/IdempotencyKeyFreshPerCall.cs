using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Retries;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1003: a key that is made for this call and kept nowhere, which is what the library does by itself.</summary>
internal static class IdempotencyKeyFreshPerCall
{
    public static bool Report(StripeCall call, Action<Diagnostic> report)
    {
        if (FreshPart(call) is not { } fresh || IsMadeBeforeRepeat(fresh.Syntax, call.Syntax) || StoredKeys.IsKept(fresh.Syntax, call))
        {
            return false;
        }

        report(Diagnostic.Create(Rules.IdempotencyKeyFreshPerCall, call.NameLocation, [fresh.Syntax.GetLocation()], call.DisplayName, NameOf(fresh.Syntax)));
        return true;
    }

    /// <summary>The fresh ingredient, where every key that the call can carry has one.</summary>
    public static KeyPart? FreshPart(StripeCall call)
    {
        KeyPart? found = null;
        foreach (var key in call.KnownKeys)
        {
            var fresh = key.Parts.FirstOrDefault(part => part.Kind == KeyPartKind.Fresh);
            if (fresh.Syntax is null)
            {
                return null;
            }

            found ??= fresh;
        }

        return found;
    }

    /// <summary>Made once, outside a loop or a delegate that makes the call: each turn carries the same key.</summary>
    private static bool IsMadeBeforeRepeat(SyntaxNode fresh, SyntaxNode call) =>
        fresh.SyntaxTree == call.SyntaxTree
        && call.Ancestors()
            .TakeWhile(node => !node.Span.Contains(fresh.Span))
            .Any(node => RetryLoops.BodyOf(node) is not null || node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    private static string NameOf(SyntaxNode made) => made switch
    {
        InvocationExpressionSyntax call => WithoutArguments(call.Expression),
        _ => WithoutArguments(made),
    };

    private static string WithoutArguments(SyntaxNode expression)
    {
        var text = expression.ToString();
        return text.Length <= 60 ? text : expression.GetLastToken().ValueText;
    }
}
