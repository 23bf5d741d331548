using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.TestPaymentMethodShipped>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class TestPaymentMethodShippedTests
{
    [Theory]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethod = [|"pm_card_visa"|] };""")]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethod = given ?? [|"pm_card_visa"|] };""")]
    [InlineData("""_ = new ChargeCreateOptions { Source = [|"tok_visa"|] };""")]
    [InlineData("""const string token = "tok_visa_chargeDeclined"; _ = new ChargeCreateOptions { Source = [|token|] };""")]
    [InlineData("""new PaymentMethodService().Get([|"pm_card_mastercard"|]);""")]
    [InlineData("""_ = new TokenCardOptions { Number = [|"4242 4242 4242 4242"|] };""")]
    [InlineData("""_ = new PaymentIntentConfirmOptions { ReturnUrl = [|"https://example.com/return"|] };""")]
    [InlineData("""_ = new Stripe.Checkout.SessionCreateOptions { SuccessUrl = [|"https://www.example.com/ok?id={CHECKOUT_SESSION_ID}"|] };""")]
    public async Task Test_data_in_a_call_fires(string statement) => await Test(statement).RunAsync();

    [Theory]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethod = given, Description = "pays with pm_card_visa" };""")]
    [InlineData("""_ = new PaymentIntentCreateOptions { PaymentMethod = "pm_1PSFTaB7WZ01zgkWAbCdEfGh" };""")]
    [InlineData("""_ = new ChargeCreateOptions { Source = "tok_1PSFTaB7WZ01zgkWAbCdEfGh" };""")]
    [InlineData("""_ = new PaymentIntentConfirmOptions { ReturnUrl = "https://shop.example/return" };""")]
    [InlineData("""_ = new PaymentIntentConfirmOptions { ReturnUrl = "https://notexample.com/return" };""")]
    [InlineData("""_ = new CustomerCreateOptions { Email = "jane@example.com" };""")]
    [InlineData("""var name = "pm_card_visa"; System.Console.WriteLine(name);""")]
    public async Task Real_ids_and_other_places_stay_silent(string statement) => await Test(statement).RunAsync();

    [Fact]
    public async Task Test_projects_are_where_it_belongs()
    {
        var test = Test("""_ = new PaymentIntentCreateOptions { PaymentMethod = "pm_card_visa" };""");
        test.IsTestProject = true;

        await test.RunAsync();
    }

    private static Verifier.Test Test(string statement) => new()
    {
        TestCode = $$"""
            using Stripe;

            class C { void M(string given) { {{statement}} } }
            """,
    };
}
