using PaymentSafety.Analyzers.CardData;
using PaymentSafety.CodeFixes.CardData;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>The fixes of the rules on the taint engine.</summary>
public class CardDataFixerTests
{
    [Theory]
    [InlineData("logger.LogInformation(\"{C}\", {|PAY2001:cardNumber|});", "logger.LogInformation(\"{C}\", cardNumber[^4..]);")]
    [InlineData("logger.LogInformation({|PAY2001:$\"card {cardNumber}\"|});", "logger.LogInformation($\"card {cardNumber[^4..]}\");")]
    [InlineData("logger.LogInformation({|PAY2001:\"card \" + card.CardNumber|});", "logger.LogInformation(\"card \" + card.CardNumber[^4..]);")]
    [InlineData("logger.LogInformation(\"{N}\", {|PAY2001:panNumber|});", "logger.LogInformation(\"{N}\", panNumber.ToString()[^4..]);")]
    [InlineData("throw new System.ArgumentException({|PAY2005:$\"bad {cardNumber}\"|});", "throw new System.ArgumentException($\"bad {cardNumber[^4..]}\");")]
    [InlineData("System.IO.File.AppendAllText(\"a\", {|PAY2006:cardNumber|});", "System.IO.File.AppendAllText(\"a\", cardNumber[^4..]);")]
    public Task Cuts_a_number_to_its_last_four_digits(string before, string after) => VerifyAsync(before, after, CardDataFixer.LastFour);

    [Theory]
    [InlineData("logger.LogInformation(\"{P}\", {|PAY2003:pi|});", "logger.LogInformation(\"{P}\", pi.Id);")]
    [InlineData("logger.LogInformation({|PAY2003:$\"created {pi}\"|});", "logger.LogInformation($\"created {pi.Id}\");")]
    [InlineData("logger.LogInformation(\"{S}\", {|PAY2004:pi.ClientSecret|});", "logger.LogInformation(\"{S}\", pi.Id);")]
    public Task Puts_the_id_in_place(string before, string after) => VerifyAsync(before, after, CardDataFixer.Id);

    [Theory]
    [InlineData("static class CardText { public static string MaskNumber(string number) => number[^4..]; public static string MaskEmail(string text) => \"\"; }", "CardText.MaskNumber(cardNumber)")]
    [InlineData("static class Cards { internal static string Redact(string? number, char with = '*') => \"\"; }", "Cards.Redact(cardNumber)")]
    public Task Wraps_in_the_mask_of_the_project(string mask, string masked) =>
        VerifyAsync("logger.LogInformation(\"{C}\", {|PAY2001:cardNumber|});", $"logger.LogInformation(\"{{C}}\", {masked});", CardDataFixer.Mask, mask);

    [Theory]
    [InlineData("logger.LogInformation(\"{C}\", {|PAY2002:cvv|});")]
    [InlineData("logger.LogInformation(\"{C}\", {|PAY2004:StripeConfiguration.ApiKey|});")]
    [InlineData("var sb = new System.Text.StringBuilder(); sb.Append(cardNumber); logger.LogInformation({|PAY2001:sb.ToString()|});")]
    public Task Offers_nothing_where_nothing_is_safe(string lines) => VerifyAsync(lines, lines, CardDataFixer.LastFour);

    private static async Task VerifyAsync(string before, string after, string action, string mask = "")
    {
        var test = new CSharpCodeFixTest<CardDataAnalyzer, CardDataFixer> { TestCode = Source(before, mask), FixedCode = Source(after, mask), CodeActionEquivalenceKey = action };
        await test.RunAsync();
    }

    private static string Source(string lines, string mask) => $$"""
        using Microsoft.Extensions.Logging;
        using Stripe;

        class Card { public string CardNumber { get; set; } = ""; }

        class Shop(ILogger logger)
        {
            void Pay(string cardNumber, string cvv, long panNumber, Card card, PaymentIntent pi)
            {
                {{lines}}
            }
        }
        {{mask}}
        """;
}
