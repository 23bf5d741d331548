using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>PAY2007. Numbers that nobody publishes are put together here, so that none stands in a source of ours.</summary>
public class HardCodedCardNumberTests
{
    private const string Real = "54252334" + "30109903";

    [Theory]
    [InlineData("\"{|PAY2007:REAL|}\"")]
    [InlineData("\"{|PAY2007:4242424242424242|}\"")]
    [InlineData("\"card {|PAY2007:4242-4242-4242-4242|} of the shop\"")]
    [InlineData("@\"{|PAY2007:4242 4242 4242 4242|}\"")]
    [InlineData("$\"card {|PAY2007:378282246310005|} {new Random()}\"")]
    [InlineData("\"\"\"{|PAY2007:6011111111111117|}\"\"\"")]
    [InlineData("{|PAY2007:\"4242\" + \"4242\" + \"4242\" + \"4242\"|}")]
    [InlineData("{|PAY2007:\"424\\u0032424242424242\"|}")]
    [InlineData("{|PAY2007:4242424242424242|}")]
    [InlineData("\"%B{|PAY2007:4242424242424242|}^CARD/TEST^2512101\"")]
    public Task Fires_on_card_numbers(string value) => VerifyAsync($"var value = {value};");

    [Theory]
    [InlineData("\"4242424242424241\"")] // fails Luhn's check
    [InlineData("\"4242\"")]
    [InlineData("\"**** **** **** 4242\"")]
    [InlineData("\"424242******4242\"")]
    [InlineData("\"1548138160707\"")] // epoch milliseconds
    [InlineData("\"20260823000001\"")] // a migration
    [InlineData("\"+44 4242 4242 4242\"")]
    [InlineData("\"4242.4242.4242.4242\"")]
    [InlineData("\"f47ac10b-58cc-4372-a567-0e02b2c3d479\"")]
    [InlineData("\"id_4242424242424242x\"")]
    [InlineData("0.5309136012499991")]
    [InlineData("621355968000000000")] // ticks of 1970
    [InlineData("9223372036854775807")]
    [InlineData("18446744073709551615")]
    [InlineData("5425233430109903UL")] // no name says that it is a card
    public Task Is_silent_on_other_numbers(string value) => VerifyAsync($"var value = {value};");

    [Fact]
    public Task A_number_without_quotes_is_one_by_its_name() => VerifyAsync("long cardNumber = {|PAY2007:REAL|}; long orderId = REAL;");

    [Fact]
    public async Task Says_what_a_published_test_card_is()
    {
        var test = new CSharpAnalyzerTest<HardCodedCardNumber> { TestCode = Source("var a = \"4242424242424242\"; var b = \"REAL\";") };

        var messages = (await test.ReportAsync()).Select(diagnostic => diagnostic.GetMessage()).ToArray();

        Assert.Equal(2, messages.Length);
        Assert.Contains("Stripe publishes it for tests", messages[0], StringComparison.Ordinal);
        Assert.Contains("pm_card_visa", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("A card number of Mastercard (16 digits) stands in a literal: whoever reads it can use it", messages[1], StringComparison.Ordinal);
        Assert.All(messages, message => Assert.DoesNotMatch("[0-9]{5}", message));
    }

    [Fact]
    public async Task Test_projects_have_test_cards()
    {
        var test = new CSharpAnalyzerTest<HardCodedCardNumber> { TestCode = Source("var a = \"4242424242424242\";"), IsTestProject = true };

        Assert.Empty(await test.ReportAsync());
    }

    [Fact]
    public async Task Files_beside_the_code_have_line_and_column()
    {
        var test = new CSharpAnalyzerTest<HardCodedCardNumber> { TestCode = "class C { }" };
        test.TestState.AdditionalFiles.Add(("appsettings.json", "{\n  \"Card\": \"4242424242424242\",\n  \"Build\": \"1548138160707\"\n}"));
        test.TestState.AdditionalFiles.Add(("notes.txt", "4242424242424242"));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/0/appsettings.json]\nbuild_metadata.AdditionalFiles.PaymentSafetyScan = true\n"));

        var place = Assert.Single(await test.ReportAsync()).Location.GetLineSpan();

        Assert.EndsWith("appsettings.json", place.Path, StringComparison.Ordinal);
        Assert.Equal((1, 11), (place.StartLinePosition.Line, place.StartLinePosition.Character));
    }

    private static Task VerifyAsync(string lines) => CSharpAnalyzerVerifier<HardCodedCardNumber>.VerifyAnalyzerAsync(Source(lines));

    private static string Source(string lines) => $$"""
        using System;

        class Shop
        {
            void Pay()
            {
                {{lines.Replace("REAL", Real, StringComparison.Ordinal)}}
            }
        }
        """;
}
