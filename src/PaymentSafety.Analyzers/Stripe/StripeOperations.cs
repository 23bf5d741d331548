using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Stripe;

/// <summary>What a public method of Stripe.net sends.</summary>
public enum StripeVerb
{
    /// <summary>The method sends nothing: it has no RequestOptions, or it only prepares a request.</summary>
    None,
    Get,
    Post,
    Delete,

    /// <summary>The verb is the method's System.Net.Http.HttpMethod argument.</summary>
    FromArgument,
}

/// <summary>
/// Which call sends what. The rule was measured on the verb and path of every public method of Stripe.net 39 to 52
/// (the facts are in the tests, StripeSurface/Facts/methods-*.tsv) with no method wrong. Reads are listed and all else is a POST,
/// because an allow-list of POST names ages with each release.
/// </summary>
public static class StripeOperations
{
    private static readonly string[] Reads = ["Get", "List", "Search", "Find", "Retrieve"];

    public static StripeVerb VerbOf(IMethodSymbol method, StripeContext stripe)
    {
        // Asked of every invocation of a compilation: nearly all of them end at the name of the assembly.
        if (!IsStripeNet(method))
        {
            return StripeVerb.None;
        }

        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (RequestOptionsParameter(method, stripe) is null || stripe.IsRequestOptions(method.ReturnType))
        {
            return StripeVerb.None;
        }

        if (HttpMethodParameter(method, stripe) is not null)
        {
            return StripeVerb.FromArgument;
        }

        if (method.MethodKind is not MethodKind.Ordinary)
        {
            return StripeVerb.None;
        }

        return VerbOf(method.ContainingType.Name, method.Name);
    }

    /// <summary>The verb by the words of the name, for a method that is known to take RequestOptions and no HttpMethod.</summary>
    internal static StripeVerb VerbOf(string typeName, string methodName)
    {
        var name = WithoutAsync(methodName);
        if (StartsWithWord(name, "SerializeBatch"))
        {
            return StripeVerb.None;
        }

        if (name is "Pdf" or "Preview" or "Upcoming" or "Me" || Reads.Any(read => StartsWithWord(name, read)))
        {
            return StripeVerb.Get;
        }

        if ((StartsWithWord(name, "Delete") && name != "DeleteWhere")
            || (name == "Cancel" && typeName == "SubscriptionService")
            || (name == "Detach" && typeName == "SourceService"))
        {
            return StripeVerb.Delete;
        }

        return StripeVerb.Post;
    }

    public static IParameterSymbol? RequestOptionsParameter(IMethodSymbol method, StripeContext stripe) =>
        method.Parameters.FirstOrDefault(parameter => stripe.IsRequestOptions(parameter.Type));

    public static IParameterSymbol? HttpMethodParameter(IMethodSymbol method, StripeContext stripe) =>
        stripe.HttpMethod is { } httpMethod
            ? method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, httpMethod))
            : null;

    internal static string WithoutAsync(string name) =>
        name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>The word, then the end or the next word: <c>GetSource</c> starts with Get, <c>Getter</c> does not.</summary>
    internal static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    /// <summary>Declared by Stripe.net, or by a project that stands for it.</summary>
    internal static bool IsStripeNet(ISymbol symbol) =>
        symbol.ContainingAssembly?.Name is "Stripe.net" && (symbol.ContainingType ?? symbol).IsInNamespace("Stripe");
}
