using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>PAY2009.</summary>
public class RawCardNumberHandledTests
{
    [Theory]
    [InlineData("var o = new TokenCardOptions { Number = {|PAY2009:number|} };")]
    [InlineData("var o = new PaymentMethodCardOptions(); o.Number = {|PAY2009:number|};")]
    [InlineData("var o = new PaymentMethodCreateOptions { Card = new PaymentMethodCardOptions { Number = {|PAY2009:number|}, Cvc = number } };")]
    [InlineData("var o = new TokenCreateOptions { Card = new TokenCardOptions { Number = {|PAY2009:\"4242424242424242\"|} } };")]
    public Task Fires_where_the_server_fills_in_a_number(string lines) => CSharpAnalyzerVerifier<RawCardNumberHandled>.VerifyAnalyzerAsync(Source(lines));

    [Theory]
    [InlineData("var o = new PaymentMethodCardOptions { Token = number };")]
    [InlineData("var o = new InvoiceCreateOptions { Number = number };")]
    [InlineData("var o = new TokenCardOptions { Number = null };")]
    [InlineData("var o = new Stripe.TestHelpers.Terminal.ReaderCardOptions { Number = number };")]
    [InlineData("var o = new PaymentIntentCreateOptions { PaymentMethod = \"pm_card_visa\" };")]
    public Task Is_silent_on_other_numbers(string lines) => CSharpAnalyzerVerifier<RawCardNumberHandled>.VerifyAnalyzerAsync(Source(lines));

    [Fact]
    public async Task Is_silent_in_test_projects()
    {
        var test = new CSharpAnalyzerTest<RawCardNumberHandled> { TestCode = Source("var o = new TokenCardOptions { Number = number };"), IsTestProject = true };

        Assert.Empty(await test.ReportAsync());
    }

    private static string Source(string lines) => $$"""
        using Stripe;

        class Shop
        {
            void Pay(string number)
            {
                {{lines}}
            }
        }
        """;
}
