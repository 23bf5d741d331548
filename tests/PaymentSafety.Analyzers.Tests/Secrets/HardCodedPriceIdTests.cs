using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.HardCodedPriceId>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class HardCodedPriceIdTests
{
    [Theory]
    [InlineData("""class C { const string Pro = "[|price_1PSFTyB7WZ01zgkWSjxsAJo3|]"; }""")]
    [InlineData("""class C { string Old = "[|price_HxQz81LmNbV4sT|]"; }""")]
    [InlineData("""class C { string Json = "{\"price\":\"[|price_1PSFTyB7WZ01zgkWSjxsAJo3|]\"}"; }""")]
    [InlineData("""class C { string M(int q) => $"[|price_1PSFTyB7WZ01zgkWSjxsAJo3|]:{q}"; }""")]
    [InlineData("""[System.Obsolete("[|price_1PSFTyB7WZ01zgkWSjxsAJo3|]")] class C { }""")]
    [InlineData("""class C { void M(string price = "[|price_1PSFTyB7WZ01zgkWSjxsAJo3|]") { } }""")]
    public async Task A_price_id_in_a_string_fires(string source) => await Verifier.VerifyAnalyzerAsync(source);

    [Theory]
    [InlineData("""class C { string s = "price_monthly_subscription"; string t = "price_list"; string u = "price_"; string v = "price_id"; }""")]
    [InlineData("""class C { string s = "price_xxxxxxxxxxxxxxxxxxxxxxxx"; string t = "price_1234567890abcdefGHIJ"; string u = "price_1YourPriceIdHere0000000"; }""")]
    [InlineData("""class C { string s = "list_price_1PSFTyB7WZ01zgkWSjxsAJo3"; string t = "prod_PSFTyB7WZ01zgk"; }""")]
    [InlineData("""class C { /* price_1PSFTyB7WZ01zgkWSjxsAJo3 */ string M(string id) => "price_" + id; }""")]
    [InlineData("""class C { string s = "price_calculation_error_2024_Q1"; string t = "price_highToLowSorting"; }""")]
    public async Task Names_and_stand_ins_stay_silent(string source) => await Verifier.VerifyAnalyzerAsync(source);

    [Fact]
    public async Task Test_projects_have_prices_of_their_own() =>
        await new Verifier.Test { IsTestProject = true, TestCode = """class C { string s = "price_1PSFTyB7WZ01zgkWSjxsAJo3"; }""" }.RunAsync();
}
