using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1004: one key for operations that differ.</summary>
internal static class IdempotencyKeyNotUnique
{
    public static bool Report(StripeCall call, StripeContext stripe, Action<Diagnostic> report)
    {
        var shared = call.Keys.FirstOrDefault(key =>
            key.Kind == FlowValueKind.Text && !key.Parts.IsEmpty && key.Parts.All(part => part.Kind is KeyPartKind.Constant or KeyPartKind.Party or KeyPartKind.Date));
        if (shared is null)
        {
            return false;
        }

        var ingredients = shared.Parts.Where(part => part.Kind != KeyPartKind.Constant).ToList();
        if ((ingredients.Count == 0 && TestProjects.IsTest(stripe.Compilation)) || (ingredients.Any(part => part.Kind == KeyPartKind.Party) && IsOncePerParty(call.Method)))
        {
            return false;
        }

        report(Diagnostic.Create(Rules.IdempotencyKeyNotUnique, call.NameLocation, call.DisplayName, Describe(ingredients)));
        return true;
    }

    /// <summary>A customer or an account is made once for a user: there the user's id is the operation's own.</summary>
    private static bool IsOncePerParty(IMethodSymbol method) =>
        StripeOperations.StartsWithWord(method.Name, "Create")
        && (method.ContainingType.Name is "CustomerService" or "AccountService" || method.ContainingType.TypeArguments.Any(type => type.Name is "Customer" or "Account"));

    private static string Describe(List<KeyPart> ingredients)
    {
        if (ingredients.Count == 0)
        {
            return "constant text";
        }

        var names = ingredients.Select(part => part.Kind == KeyPartKind.Date ? "a date" : "'" + (part.Symbol?.Name ?? part.Syntax.ToString()) + "'").Distinct();
        return string.Join(" and ", names);
    }
}
