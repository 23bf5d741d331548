using System.Text.RegularExpressions;
using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF70xx: the texts of the compiled code. What an analyzer sees in sources is found here in what is really published, whoever compiled it.</summary>
internal static partial class CodeChecks
{
    public static IEnumerable<Finding> UnmappedPrices(Check self, PreflightFacts facts)
    {
        var mapped = facts.Map.Map!.Plans.SelectMany(plan => new[] { plan.Test.PriceId, plan.Live.PriceId }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return from assembly in facts.Code!.Assemblies
               from id in assembly.Texts.SelectMany(PriceIds).Distinct(StringComparer.Ordinal)
               where !mapped.Contains(id)
               select self.At(facts.Project, ("assembly", assembly.FileName), ("id", id));
    }

    public static IEnumerable<Finding> TestValues(Check self, PreflightFacts facts) =>
        from assembly in facts.Code!.Assemblies
        from value in assembly.Texts.SelectMany(TestOnly).Distinct(StringComparer.Ordinal)
        select self.At(facts.Project, ("assembly", assembly.FileName), ("value", value));

    public static IEnumerable<Finding> Versions(Check self, PreflightFacts facts)
    {
        var users = facts.Code!.Assemblies.Where(assembly => assembly.StripeNetVersion is not null).ToList();
        if (users.Select(assembly => assembly.StripeNetVersion).Distinct().Skip(1).Any())
            yield return self.At(facts.Project, ("list", Words.List([.. users.Select(assembly => $"{assembly.FileName} {assembly.StripeNetVersion!.ToString(3)}")])));
    }

    public static IEnumerable<Finding> Secrets(Check self, PreflightFacts facts)
    {
        foreach (var assembly in facts.Code!.Assemblies)
        {
            foreach (var secret in assembly.Texts.SelectMany(SecretsOf).Distinct())
            {
                yield return self.At(
                    facts.Project, ("assembly", assembly.FileName), ("what", secret.What), ("length", Words.Number(secret.Length)));
            }
        }
    }

    public static IEnumerable<Finding> Unreadable(Check self, PreflightFacts facts) =>
        from problem in facts.Code!.Unreadable
        select self.At(facts.Project, ("file", Path.GetFileName(problem.File)), ("reason", problem.Reason.TrimEnd('.')));

    private static List<(string What, int Length)> SecretsOf(string text)
    {
        var found = new List<(string, int)>();
        foreach (var match in StripeCredential.Enumerate(text))
        {
            if (match is { IsSecret: true, IsPlaceholder: false })
                found.Add((match.Description, match.CredentialLength));
        }

        return found;
    }

    private static List<string> PriceIds(string text)
    {
        var ids = new List<string>();
        var position = 0;
        while (PriceId.TryFindNext(text, ref position, out var start, out var length))
            ids.Add(text.Substring(start, length));
        return ids;
    }

    /// <summary>Values that Stripe publishes for tests. Card numbers are shown by their last four digits: the redactor masks the rest.</summary>
    private static List<string> TestOnly(string text)
    {
        var found = TestValue().Matches(text).Select(match => match.Value).ToList();
        foreach (var card in CardNumber.Enumerate(text, CardBrands.All))
        {
            if (card.IsPublishedTestCard)
                found.Add(text[card.Start..card.End]);
        }

        return found;
    }

    // docs.stripe.com/testing: payment methods pm_card_…, tokens tok_… of brands and outcomes; real ones are drawn at random.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_])(?:pm_card_[a-z][A-Za-z_]*|pm_usBankAccount[A-Za-z_]*|pm_bankAccount_[a-z][A-Za-z_]*|tok_(?:visa|mastercard|amex|discover|diners|jcb|unionpay|charge|cvc|avs|bypass|risk|radar|createDispute|threeDSecure|us|gb)[A-Za-z_]*|btok_us_verified[A-Za-z_]*)(?![A-Za-z0-9_])",
        RegexOptions.CultureInvariant)]
    private static partial Regex TestValue();
}
