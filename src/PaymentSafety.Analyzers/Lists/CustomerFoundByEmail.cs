using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>PAY5014: the first customer with an e-mail address is taken for the customer.</summary>
internal static class CustomerFoundByEmail
{
    public static Diagnostic? Find(ListCall list, ListUses uses, ValueContext context) =>
        list.Call.TargetMethod.ContainingType.Name == "CustomerService" && IsByEmail(list, context) && uses.Uses.Any(use => use.Name is "First" or "FirstOrDefault" or "[]" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Find")
            ? Diagnostic.Create(Rules.CustomerFoundByEmail, list.NameLocation, list.DisplayName)
            : null;

    /// <summary>A search that names something of the project's own besides is no guess.</summary>
    private static bool IsByEmail(ListCall list, ValueContext context) =>
        list.Option("Email") is not null
        || (list.Option("Query") is { } query && JoinedText.Of(query, context).Text is var text && text.IndexOf("email:", StringComparison.Ordinal) >= 0 && text.IndexOf("metadata[", StringComparison.Ordinal) < 0);
}
