using PaymentSafety.Core;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Checks;

/// <summary>Which account keys and prices belong to, as far as their own characters tell: hints, and therefore warnings.</summary>
internal static class AccountChecks
{
    public static IEnumerable<Finding> SeveralAccounts(Check self, PreflightFacts facts)
    {
        foreach (var mode in new[] { StripeMode.Test, StripeMode.Live })
        {
            var accounts = ByAccount(facts, mode).OrderByDescending(group => group.Count()).ToList();
            foreach (var other in accounts.Skip(1))
            {
                var word = mode.Word();
                yield return self.At(
                    other.First().Slot(mode).Place,
                    ("mode", char.ToUpperInvariant(word[0]) + word[1..]), ("a", Words.Plans(Names(accounts[0]))), ("f1", accounts[0].Key), ("b", Words.Plans(Names(other))), ("f2", other.Key));
            }
        }
    }

    public static IEnumerable<Finding> PricesOfOtherAccount(Check self, PreflightFacts facts) =>
        from key in facts.Keys.Secret
        where StripeKeyShape.Of(key.Value).Mode == facts.Mode
        let account = AccountFragment.OfKey(key.Value)
        where account is not null
        from prices in ByAccount(facts, facts.Mode)
        where prices.Key != account
        let owner = Words.Plans(Names(prices))
        select self.At(
            prices.First().Slot(facts.Mode).Place,
            ("owner", char.ToUpperInvariant(owner[0]) + owner[1..]), ("mode", facts.Mode.Word()), ("f1", prices.Key), ("name", key.Name), ("f2", account));

    private static IEnumerable<IGrouping<string, Plan>> ByAccount(PreflightFacts facts, StripeMode mode) =>
        from plan in facts.Map.Map?.Plans ?? []
        let id = plan.Slot(mode).PriceId
        where id is not null
        let account = AccountFragment.OfPrice(id)
        where account is not null
        group plan by account;

    private static List<string> Names(IEnumerable<Plan> plans) => [.. plans.Select(plan => plan.Name)];
}
