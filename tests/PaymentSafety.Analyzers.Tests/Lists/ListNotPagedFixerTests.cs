using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpCodeFixVerifier<PaymentSafety.Analyzers.Lists.ListAnalyzer, PaymentSafety.CodeFixes.Lists.ListNotPagedFixer>;

namespace PaymentSafety.Analyzers.Tests.Lists;

public class ListNotPagedFixerTests
{
    public static TheoryData<string, string> EveryPage => new()
    {
        {
            """
            foreach (var charge in await charges.{|PAY5001:ListAsync|}(new ChargeListOptions { Limit = 100 }))
                        total += charge.Amount;
            """,
            """
            await foreach (var charge in charges.ListAutoPagingAsync(new ChargeListOptions { Limit = 100 }))
                        total += charge.Amount;
            """
        },
        { "total = charges.{|PAY5001:List|}(options).Data.Sum(c => c.Amount);", "total = charges.ListAutoPaging(options).Sum(c => c.Amount);" },
        {
            """
            var page = await charges.{|PAY5001:ListAsync|}(options);
                    total = page.Data.Where(c => c.Paid).Sum(c => c.Amount);
            """,
            """
            var page = new List<Charge>();
                    await foreach (var item in charges.ListAutoPagingAsync(options))
                    {
                        page.Add(item);
                    }
                    total = page.Where(c => c.Paid).Sum(c => c.Amount);
            """
        },
        {
            """
            StripeList<Charge> page = charges.{|PAY5001:List|}(options);
                    total = page.Data.Find(c => c.Paid)!.Amount;
            """,
            """
            var page = new List<Charge>(charges.ListAutoPaging(options));
                    total = page.Find(c => c.Paid)!.Amount;
            """
        },
        {
            """total = (await charges.{|PAY5001:ListAsync|}(options)).Data.Max(c => c.Amount);""",
            """
            var all = new List<Charge>();
                    await foreach (var item in charges.ListAutoPagingAsync(options))
                    {
                        all.Add(item);
                    }
                    total = all.Max(c => c.Amount);
            """
        },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Fix_reads_every_page_with_the_options_kept(string before, string after) =>
        await new Verifier.Test { TestCode = Method(before), FixedCode = Method(after) }.RunAsync();

    [Fact]
    public async Task An_object_that_is_looked_up_by_its_id_is_got_by_it()
    {
        var test = new Verifier.Test
        {
            TestCode = Method("total = (await charges.{|PAY5001:ListAsync|}(options)).Data.First(c => c.Id == id).Amount;"),
            FixedCode = Method("total = (await charges.GetAsync(id)).Amount;"),
            CodeActionIndex = 1,
        };
        await test.RunAsync();
    }

    private static string Method(string lines) => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Stripe;

        class C(ChargeService charges)
        {
            async Task<long> M(ChargeListOptions options, string id)
            {
                long total = 0;
                await Task.CompletedTask;
                {{lines}}
                return total;
            }
        }
        """;
}
