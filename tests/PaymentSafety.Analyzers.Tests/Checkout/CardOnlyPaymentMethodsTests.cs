using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpCodeFixVerifier<PaymentSafety.Analyzers.Checkout.CardOnlyPaymentMethods, PaymentSafety.CodeFixes.Checkout.CardOnlyPaymentMethodsFixer>;

namespace PaymentSafety.Analyzers.Tests.Checkout;

public class CardOnlyPaymentMethodsTests
{
    public static TheoryData<string, string> Fixes => new()
    {
        {
            """
            var options = new PaymentIntentCreateOptions
                    {
                        Amount = 1000,
                        {|PAY5002:PaymentMethodTypes = new List<string> { "card" }|},
                        Currency = "usd",
                    };
            """,
            """
            var options = new PaymentIntentCreateOptions
                    {
                        Amount = 1000,
                        Currency = "usd",
                    };
            """
        },
        {
            """var options = new PaymentIntentCreateOptions(); {|PAY5002:options.PaymentMethodTypes = new List<string> { "card" }|}; options.Currency = "usd";""",
            """var options = new PaymentIntentCreateOptions(); options.Currency = "usd";"""
        },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Fix_leaves_the_choice_to_the_Dashboard(string before, string after) =>
        await new Verifier.Test { TestCode = Method(before), FixedCode = Method(after) }.RunAsync();

    [Theory]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethodTypes = new List<string> { "card" }, Confirm = true, PaymentMethod = "pm_1" };""")]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethodTypes = new List<string> { "card" }, OffSession = true };""")]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethodTypes = new List<string> { "card_present" } };""")]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethodTypes = new List<string> { "card", "link" } };""")]
    [InlineData("""var types = new List<string> { "card" }; types.Add("link"); _ = new PaymentIntentCreateOptions { PaymentMethodTypes = types };""")]
    public async Task Cards_that_must_be_cards_stay_silent(string lines) => await new Verifier.Test { TestCode = Method(lines) }.RunAsync();

    private static string Method(string lines) => $$"""
        using System.Collections.Generic;
        using Stripe;

        class C
        {
            void M()
            {
                {{lines}}
            }
        }
        """;
}
