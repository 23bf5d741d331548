using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>The text of a key that a fix writes: the operation's name, then the operation's own id.</summary>
internal static class OperationKey
{
    /// <summary><c>$"create-payment-intent-{order.Id}"</c>: the same at every repeat of this operation, and no other operation's.</summary>
    public static ExpressionSyntax From(IMethodSymbol method, ExpressionSyntax identifier) =>
        SyntaxFactory.ParseExpression($"$\"{Prefix(method)}-{{{identifier.WithoutTrivia()}}}\"");

    /// <summary><c>create-payment-intent</c>, <c>create-checkout-session</c>, <c>capture-payment-intent</c>.</summary>
    public static string Prefix(IMethodSymbol method)
    {
        var verb = Kebab(StripeOperations.WithoutAsync(method.Name));
        var subject = Subject(method);
        return subject.Length == 0 ? verb : verb + "-" + subject;
    }

    private static string Subject(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type.TypeKind == TypeKind.Interface && type.TypeArguments.Length > 0)
        {
            return Kebab(type.TypeArguments[0].Name);
        }

        if (!type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name == "Service")
        {
            return "";
        }

        var name = Kebab(type.Name.Substring(0, type.Name.Length - "Service".Length));
        var area = type.ContainingNamespace is { IsGlobalNamespace: false, Name: not ("Stripe" or "V2" or "Core") } ns ? Kebab(ns.Name) + "-" : "";
        return area + name;
    }

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var word in Words.Of(name))
        {
            text.Append(text.Length == 0 ? "" : "-").Append(word.ToLowerInvariant());
        }

        return text.ToString();
    }
}
