using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Lists.ListAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Lists;

public class ListNotPagedTests
{
    [Theory]
    [InlineData("return (await charges.{|PAY5001:ListAsync|}()).Where(c => c.Paid);")]
    [InlineData("var page = await charges.{|PAY5001:ListAsync|}(); return page.Data.Find(c => c.Paid);")]
    [InlineData("var page = await charges.{|PAY5001:ListAsync|}().ConfigureAwait(false); return page.Data.All(c => c.Paid);")]
    [InlineData("var page = charges.{|PAY5001:ListAsync|}().Result; return page.Select(c => c.Id).Contains(id);")]
    [InlineData("var data = charges.{|PAY5001:List|}().Data; return data.Exists(c => c.Id == id);")]
    [InlineData("var page = charges.{|PAY5001:List|}(); return page?.Data?.FirstOrDefault(c => c.Id == id);")]
    [InlineData("var page = charges.{|PAY5001:List|}(); var ids = page.Data.Select(c => c.Id).ToList(); return ids.Contains(id);")]
    [InlineData("StripeList<Charge> page; page = charges.{|PAY5001:List|}(); return page.GroupBy(c => c.Currency);")]
    [InlineData("return charges.{|PAY5001:List|}(new ChargeListOptions { Limit = 100 }).Count() > 150;")]
    [InlineData("var sums = new Dictionary<string, long>(); foreach (var c in charges.{|PAY5001:List|}()) { sums[c.Currency] = c.Amount; } return sums;")]
    [InlineData("return events.{|PAY5001:List|}().Any(e => e.Id == id);")]
    public async Task A_page_taken_for_all_fires(string lines) => await Verifier.VerifyAnalyzerAsync(Method(lines));

    [Theory]
    [InlineData("return (await charges.ListAsync()).Data;")]
    [InlineData("var page = await charges.ListAsync(); return page.HasMore ? null : page.Sum(c => c.Amount);")]
    [InlineData("return charges.List(new ChargeListOptions { Limit = 3 }).First();")]
    [InlineData("return charges.List(new ChargeListOptions { PaymentIntent = id }).Sum(c => c.Amount);")]
    [InlineData("return charges.List(new ChargeListOptions { Customer = id }).Any();")]
    [InlineData("return charges.List(new ChargeListOptions { Customer = id }).Data.Count >= 3;")]
    [InlineData("Console.WriteLine(charges.List().Data.Count); return 0;")]
    [InlineData("return Show(charges.List());")]
    [InlineData("return charges.ListAutoPaging().Count(c => c.Paid);")]
    public async Task What_one_page_can_answer_stays_silent(string lines) => await Verifier.VerifyAnalyzerAsync(Method(lines));

    [Fact]
    public async Task A_test_knows_what_is_in_its_lists()
    {
        var test = new Verifier.Test { TestCode = Method("return charges.List().Any(c => c.Id == id);"), IsTestProject = true };
        await test.RunAsync();
    }

    private static string Method(string lines) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Stripe;

        class C(ChargeService charges, Stripe.V2.Core.EventService events)
        {
            public async Task<object?> M(string id)
            {
                await Task.CompletedTask;
                {{lines}}
            }

            private static object Show(object page) => page;
        }
        """;
}
