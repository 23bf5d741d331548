using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What the name of a value says about its use in a key, by whole words: <c>customerId</c> is a customer, <c>customOrderId</c> is not.</summary>
internal static class KeyNames
{
    private static readonly HashSet<string> Parties = new(StringComparer.OrdinalIgnoreCase)
    {
        "customer", "cust", "user", "account", "acct", "tenant", "merchant", "seller", "client", "member", "owner", "currency", "organization", "organisation", "company", "person", "student", "patient",
    };

    private static readonly HashSet<string> NameOfId = new(StringComparer.OrdinalIgnoreCase) { "id", "key", "code", "guid", "uuid", "no", "number", "ref", "reference", "stripe", "current", "connected", "value" };

    private static readonly HashSet<string> Emails = new(StringComparer.OrdinalIgnoreCase) { "email", "mail", "emailaddress", "phone", "telephone", "mobile", "cellphone", "ssn", "iban" };

    private static readonly HashSet<string> PersonWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "first", "last", "full", "given", "family", "sur", "customer", "user", "holder", "cardholder", "person", "billing", "shipping", "contact", "display",
    };

    /// <summary>PaymentSafety.Runtime's own keys: text of the arguments, hashed where they may be personal.</summary>
    public static bool IsKeyOfRuntime(IMethodSymbol method) =>
        method is { Name: "For", ContainingType.Name: "IdempotencyKey" } && method.IsInNamespace("PaymentSafety", "Runtime", "Idempotency");

    /// <summary>The value stands for a customer, a user, a tenant or a currency, and for no single operation.</summary>
    public static bool IsParty(ISymbol symbol)
    {
        var words = Words.Of(symbol.Name);
        if (words.Any(Parties.Contains))
        {
            return words.All(word => Parties.Contains(word) || NameOfId.Contains(word));
        }

        // customer.Id, user.Key: the words are in the name of the type or of the receiver.
        return words.All(NameOfId.Contains)
            && symbol is IPropertySymbol or IFieldSymbol
            && Words.Of(symbol.ContainingType.Name) is { Count: > 0 } type
            && type.All(word => Parties.Contains(word) || word is "Application" or "Identity" or "App" or "Entity" or "Dto" or "Model");
    }

    /// <summary>The value is a person's: an address, a name, a number to call.</summary>
    public static bool IsPersonal(ISymbol symbol)
    {
        var words = Words.Of(symbol.Name);
        if (words.Any(Emails.Contains))
        {
            return !words.Any(word => word is "id" or "Id" or "hash" or "Hash" or "hashed" or "Hashed" or "template" or "Template");
        }

        return words.Count >= 2 && words[words.Count - 1] is "Name" or "name" && PersonWords.Contains(words[words.Count - 2])
            || (words.Count == 1 && symbol.Name is "Surname" or "surname" or "UserName" or "Username" or "username");
    }
}
