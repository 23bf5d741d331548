using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Reports;

/// <summary>One term of a plan beside itself: in test, in live, and as the map expects it.</summary>
/// <param name="Test">Null where Stripe was not asked.</param>
/// <param name="Live">Null where Stripe was not asked.</param>
/// <param name="Expected">Null where the map says nothing.</param>
internal sealed record PlanTerm(string Name, string? Test, string? Live, string? Expected)
{
    public bool TestDiffers => Differs(Test, Live);

    public bool LiveDiffers => Differs(Live, Test);

    private bool Differs(string? value, string? other) => value is not null && (Expected is not null ? value != Expected : other is not null && value != other);
}

internal static class PlanTerms
{
    public static IReadOnlyList<PlanTerm> Of(Plan plan, StripeMode mode, StripePrice? test, StripePrice? live)
    {
        var expected = plan.Slot(mode).Expected;
        var currency = expected.Text("currency") ?? (live ?? test)?.Currency ?? "";
        return
        [
            Term("active", price => price.Active ? "yes" : "archived", plan.Retired || !expected.Active ? null : "yes"),
            Term("product", price => price.Product.Name ?? price.Product.Id, expected.Text("name")),
            Term("currency", price => price.Currency, expected.Text("currency")),
            Term("amount", Amount, Money.Parse(expected.Text("unit_amount") ?? expected.Text("unit_amount_decimal")) is { } amount ? Money.Format(amount, currency) : null),
            Term("billed", Rhythm, expected.Text("interval") is { } interval ? interval == "one_time" ? "once" : $"every {expected.Text("interval_count") ?? "1"} {interval}" : null),
            Term("lookup key", price => price.LookupKey ?? "none", expected.Text("lookup_key")),
            Term("credits", price => Credits(price, expected.Text("credits_key") ?? "credits"), expected.Text("credits_in") == "none" ? null : expected.Text("credits")),
        ];

        PlanTerm Term(string name, Func<StripePrice, string> value, string? wanted) => new(name, test is null ? null : value(test), live is null ? null : value(live), wanted);
    }

    private static string Amount(StripePrice price) =>
        Money.Of(price.UnitAmount, price.UnitAmountDecimal) is { } amount ? Money.Format(amount, price.Currency) : price.HasCustomUnitAmount ? "custom" : "tiered";

    private static string Rhythm(StripePrice price) => price.Recurring is { } recurring ? $"every {Words.Number(recurring.IntervalCount)} {recurring.Interval}" : "once";

    private static string Credits(StripePrice price, string key) => price.Metadata.GetValueOrDefault(key) ?? price.Product.Metadata.GetValueOrDefault(key) ?? "none";
}
