using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Reports;

/// <summary>One term of a plan beside itself: in test and in live, and what the map expects of each.</summary>
/// <param name="Test">Null where the price is not known.</param>
/// <param name="Live">Null where the price is not known.</param>
/// <param name="ExpectedTest">Null where the map says nothing.</param>
/// <param name="ExpectedLive">Null where the map says nothing.</param>
internal sealed record PlanTerm(string Name, string? Test, string? Live, string? ExpectedTest, string? ExpectedLive)
{
    public bool TestDiffers => Differs(Test, ExpectedTest, Live);

    public bool LiveDiffers => Differs(Live, ExpectedLive, Test);

    /// <summary>What the map expects; one text for both modes unless their slots say different things.</summary>
    public string Expected => ExpectedTest == ExpectedLive ? ExpectedTest ?? "" : $"test: {ExpectedTest ?? "anything"}, live: {ExpectedLive ?? "anything"}";

    /// <summary>From what is expected; where nothing is, from the other mode.</summary>
    private static bool Differs(string? value, string? expected, string? other) => value is not null && (expected is not null ? value != expected : other is not null && value != other);
}

internal static class PlanTerms
{
    public static IReadOnlyList<PlanTerm> Of(Plan plan, StripePrice? test, StripePrice? live)
    {
        var (ofTest, ofLive) = (plan.Slot(StripeMode.Test).Expected, plan.Slot(StripeMode.Live).Expected);
        return
        [
            Term("active", price => price.Active ? "yes" : "archived", (expected, _) => plan.Retired || !expected.Active ? null : "yes"),
            Term("product", price => price.Product.Name ?? price.Product.Id, (expected, _) => expected.Text("name")),
            Term("currency", price => price.Currency, (expected, _) => expected.Text("currency")),
            Term("amount", Amount, (expected, price) => Money.Parse(expected.Text("unit_amount") ?? expected.Text("unit_amount_decimal")) is { } amount
                ? Money.Format(amount, expected.Text("currency") ?? (price ?? live ?? test)?.Currency ?? "")
                : null),
            Term("billed", Rhythm, (expected, _) => expected.Text("interval") is { } interval ? interval == "one_time" ? "once" : $"every {expected.Text("interval_count") ?? "1"} {interval}" : null),
            Term("lookup key", price => price.LookupKey ?? "none", (expected, _) => expected.Text("lookup_key")),
            new PlanTerm("credits", Credits(test, ofTest), Credits(live, ofLive), ExpectedCredits(ofTest), ExpectedCredits(ofLive)),
        ];

        PlanTerm Term(string name, Func<StripePrice, string> value, Func<PriceExpectation, StripePrice?, string?> wanted) =>
            new(name, test is null ? null : value(test), live is null ? null : value(live), wanted(ofTest, test), wanted(ofLive, live));
    }

    private static string Amount(StripePrice price) =>
        Money.Of(price.UnitAmount, price.UnitAmountDecimal) is { } amount ? Money.Format(amount, price.Currency) : price.HasCustomUnitAmount ? "custom" : "tiered";

    private static string Rhythm(StripePrice price) => price.Recurring is { } recurring ? $"every {Words.Number(recurring.IntervalCount)} {recurring.Interval}" : "once";

    private static string? ExpectedCredits(PriceExpectation expected) => expected.Text("credits_in") == "none" ? null : expected.Text("credits");

    private static string? Credits(StripePrice? price, PriceExpectation expected)
    {
        if (price is null)
            return null;
        var key = expected.Text("credits_key") is { Length: > 0 } named ? named : "credits";
        return price.Metadata.GetValueOrDefault(key) ?? price.Product.Metadata.GetValueOrDefault(key) ?? "none";
    }
}
