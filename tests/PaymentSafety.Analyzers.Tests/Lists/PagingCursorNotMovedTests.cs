using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Lists.ListAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Lists;

public class PagingCursorNotMovedTests
{
    [Theory]
    [InlineData("do { page = charges.{|PAY5013:List|}(); } while (page.HasMore);")]
    [InlineData("do { page = charges.{|PAY5013:List|}(options); } while (page.HasMore && count < 10_000);")]
    [InlineData("while (true) { page = charges.{|PAY5013:List|}(options); if (!page.HasMore) return; }")]
    [InlineData("for (var more = true; more; more = page.HasMore) { page = charges.{|PAY5013:List|}(options); }")]
    [InlineData("do { page = charges.{|PAY5013:List|}(new ChargeListOptions { StartingAfter = \"ch_1\" }); } while (page.HasMore);")]
    public async Task A_cursor_that_stands_still_fires(string lines) => await Verifier.VerifyAnalyzerAsync(Method(lines));

    [Theory]
    [InlineData("do { page = charges.List(options); options.StartingAfter = page.Last().Id; } while (page.HasMore);")]
    [InlineData("do { page = charges.List(options); options = new ChargeListOptions { StartingAfter = page.Last().Id }; } while (page.HasMore);")]
    [InlineData("do { page = charges.List(options); Move(options, page); } while (page.HasMore);")]
    [InlineData("do { page = charges.List(Next(page)); } while (page.HasMore);")]
    [InlineData("page = charges.List(options); while (page.HasMore) { options.EndingBefore = page.First().Id; page = charges.List(options); }")]
    [InlineData("foreach (var day in new[] { 1, 2 }) { page = charges.List(options); if (page.HasMore) Console.WriteLine(day); }")]
    [InlineData("while (count++ < 3) { page = charges.List(options); }")]
    public async Task A_cursor_that_moves_stays_silent(string lines) => await Verifier.VerifyAnalyzerAsync(Method(lines));

    private static string Method(string lines) => $$"""
        using System;
        using System.Linq;
        using Stripe;

        class C(ChargeService charges)
        {
            public void M(int count)
            {
                StripeList<Charge> page = new();
                var options = new ChargeListOptions { Limit = 100 };
                {{lines}}
            }

            private static void Move(ChargeListOptions options, StripeList<Charge> page) => options.StartingAfter = page.Last().Id;
            private static ChargeListOptions Next(StripeList<Charge> page) => new() { StartingAfter = page.LastOrDefault()?.Id };
        }
        """;
}
