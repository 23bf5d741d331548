using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Lists.ListAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Lists;

public class CustomerFoundByEmailTests
{
    [Theory]
    [InlineData("customers.{|PAY5014:List|}(new CustomerListOptions { Email = email }).FirstOrDefault()")]
    [InlineData("customers.{|PAY5014:List|}(new CustomerListOptions { Email = email, Limit = 1 }).Data[0]")]
    [InlineData("customers.{|PAY5014:Search|}(new CustomerSearchOptions { Query = $\"email:'{email}'\" }).Data.First()")]
    public async Task The_first_hit_by_email_fires(string expression) => await Verifier.VerifyAnalyzerAsync(Class(expression));

    [Theory]
    [InlineData("customers.List(new CustomerListOptions { Email = email }).Any()")]
    [InlineData("customers.List(new CustomerListOptions { Limit = 1 }).First()")]
    [InlineData("customers.Search(new CustomerSearchOptions { Query = \"metadata['user']:'1'\" }).Data.First()")]
    [InlineData("customers.List(new CustomerListOptions { Email = email }).Select(c => c.Id)")]
    public async Task Other_questions_stay_silent(string expression) => await Verifier.VerifyAnalyzerAsync(Class(expression));

    private static string Class(string expression) => $$"""
        using System.Linq;
        using Stripe;

        class C(CustomerService customers) { public object? M(string email) => {{expression}}; }
        """;
}
