using FixVerifier = PaymentSafety.Analyzers.Tests.Verification.CSharpCodeFixVerifier<PaymentSafety.Analyzers.Money.MoneyAnalyzer, PaymentSafety.CodeFixes.Money.AmountLosesCentsFixer>;

namespace PaymentSafety.Analyzers.Tests.Money;

public class AmountLosesCentsTests
{
    public static TheoryData<string, string> Fixes => new()
    {
        { "long M(decimal price) => {|PAY5011:(long)price * 100|};", "long M(decimal price) => (long)decimal.Round(price * 100m, 0, MidpointRounding.AwayFromZero);" },
        { "int M(decimal price) => {|PAY5011:100 * (int)price|};", "int M(decimal price) => (int)decimal.Round(price * 100m, 0, MidpointRounding.AwayFromZero);" },
        { "long M(decimal price) => {|PAY5011:Convert.ToInt64(price) * 100|};", "long M(decimal price) => (long)decimal.Round(price * 100m, 0, MidpointRounding.AwayFromZero);" },
        { "long M(float price) => {|PAY5011:(long)price * 100|};", "long M(float price) => (long)decimal.Round((decimal)price * 100m, 0, MidpointRounding.AwayFromZero);" },
        { "decimal M(Charge charge) => {|PAY5011:charge.Amount / 100|};", "decimal M(Charge charge) => charge.Amount / 100m;" },
        { "string M(Price price) => $\"{{|PAY5011:price.UnitAmount / 100|}} EUR\";", "string M(Price price) => $\"{price.UnitAmount / 100m} EUR\";" },
        { "void M(Invoice invoice) { var total = {|PAY5011:invoice.Total / 100|}; }", "void M(Invoice invoice) { var total = invoice.Total / 100m; }" },

        // A whole number is asked for: what to do with the cents is for its reader to say
        { "long M(Charge charge) => {|PAY5011:charge.Amount / 100|};", "long M(Charge charge) => {|PAY5011:charge.Amount / 100|};" },
        { "long M(decimal price) { var whole = (long)price; return {|PAY5011:whole * 100|}; }", "long M(decimal price) { var whole = (long)price; return {|PAY5011:whole * 100|}; }" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Fix_keeps_the_cents(string before, string after) =>
        await new FixVerifier.Test { TestCode = Class(before), FixedCode = Class(after) }.RunAsync();

    [Theory]
    [InlineData("long M(double ratio) => (long)ratio * 100;")]
    [InlineData("long M(decimal price) => (long)(price * 100);")]
    [InlineData("long M(long amount) => amount * 100;")]
    [InlineData("long M(Charge charge) => charge.Amount * 3 / 100;")]
    [InlineData("decimal M(Charge charge) => charge.Amount / 100m;")]
    [InlineData("string M(Charge charge) => $\"{charge.Amount / 100}.{charge.Amount % 100:00}\";")]
    [InlineData("long M(Charge charge, int people) => charge.Amount / people;")]
    [InlineData("long M(SubscriptionItem item) => item.Quantity / 100;")]
    [InlineData("int M(int centiseconds) => centiseconds / 100;")]
    public async Task Whole_numbers_that_lose_nothing_stay_silent(string member) => await new FixVerifier.Test { TestCode = Class(member) }.RunAsync();

    private static string Class(string member) => $$"""
        using System;
        using Stripe;

        class C { {{member}} }
        """;
}
