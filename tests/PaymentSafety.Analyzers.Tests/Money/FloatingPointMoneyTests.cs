using FixVerifier = PaymentSafety.Analyzers.Tests.Verification.CSharpCodeFixVerifier<PaymentSafety.Analyzers.Money.MoneyAnalyzer, PaymentSafety.CodeFixes.Money.FloatingPointMoneyFixer>;

namespace PaymentSafety.Analyzers.Tests.Money;

public class FloatingPointMoneyTests
{
    [Theory]
    [InlineData("Amount = {|PAY5003:(long)(price * 100)|}", "Amount = (long)decimal.Round((decimal)price * 100m, 0, MidpointRounding.AwayFromZero)")]
    [InlineData("Amount = {|PAY5003:(int)(100 * price)|}", "Amount = (int)decimal.Round(100m * (decimal)price, 0, MidpointRounding.AwayFromZero)")]
    [InlineData("Amount = {|PAY5003:Convert.ToInt64(Math.Round(price * 100, MidpointRounding.ToEven))|}", "Amount = (long)decimal.Round((decimal)price * 100m, 0, MidpointRounding.AwayFromZero)")]
    [InlineData("Amount = {|PAY5003:(long)(item.Price * item.Count * 1.2 * 100)|}", "Amount = (long)decimal.Round((decimal)item.Price * item.Count * 1.2m * 100m, 0, MidpointRounding.AwayFromZero)")]
    [InlineData("Amount = {|PAY5003:(long)((price + tax) * 100)|}", "Amount = (long)decimal.Round(((decimal)price + (decimal)tax) * 100m, 0, MidpointRounding.AwayFromZero)")]
    public async Task Fix_computes_in_decimal_and_rounds_once(string before, string after) =>
        await new FixVerifier.Test { TestCode = Options(before), FixedCode = Options(after) }.RunAsync();

    /// <summary>Nothing but the type of the price can be changed.</summary>
    [Theory]
    [InlineData("Amount = {|PAY5003:(long)price|}")]
    [InlineData("Amount = {|PAY5003:long.Parse(price.ToString())|}")]
    [InlineData("Amount = {|PAY5010:(long)({|PAY5003:(decimal)price|} * 100)|}")]
    public async Task Nothing_is_offered_where_there_is_no_arithmetic_to_change(string amount) =>
        await new FixVerifier.Test { TestCode = Options(amount), FixedCode = Options(amount) }.RunAsync();

    [Theory]
    [InlineData("Amount = (long)decimal.Round(net * 100)")]
    [InlineData("Amount = (long)decimal.Round((decimal)price * 100m)")]
    [InlineData("Amount = (long)(net * (decimal)Math.Pow(10, item.Count))")]
    [InlineData("Amount = item.Cents * item.Count")]
    [InlineData("Amount = (long)stay.TotalDays * 1500")]
    [InlineData("Amount = new[] { item }.Count(i => i.Price > 5.0)")]
    [InlineData("Metadata = new() { [\"count\"] = item.Count.ToString() }, Amount = 1000")]
    public async Task Decimal_and_whole_numbers_stay_silent(string amount) =>
        await new FixVerifier.Test { TestCode = Options(amount) }.RunAsync();

    private static string Options(string amount) => $$"""
        using System;
        using System.Linq;
        using Stripe;

        record Item(double Price, int Count, long Cents);

        class Checkout
        {
            public PaymentIntentCreateOptions For(double price, float tax, decimal net, TimeSpan stay, Item item) => new() { {{amount}}, Currency = "usd" };
        }
        """;
}
