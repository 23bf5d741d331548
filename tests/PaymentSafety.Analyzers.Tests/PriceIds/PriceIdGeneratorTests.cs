using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PaymentSafety.Analyzers.PriceIds;

namespace PaymentSafety.Analyzers.Tests.PriceIds;

public class PriceIdGeneratorTests
{
    private const string Map = """
        {
          // The shop's plans.
          "$defaults": { "currency": "usd" },
          "lite-monthly": { "test": "price_t1", "live": { "price": "price_l1", "product": "prod_1" }, "unit_amount": 900 },
          "pro-5000-monthly": { "test": "price_t2", "live": null },
        }
        """;

    private const string Use = """
        using System.Collections.Generic;
        namespace Shop
        {
            internal static class Use
            {
                public const string Constant = StripePrices.Test.LiteMonthly;
                public static List<string> All()
                {
                    var found = new List<string>();
                    found.Add(StripePrices.LiteMonthly.PriceId(true));
                    found.Add(StripePrices.For(false)[StripePrices.Pro5000Monthly]);
                    found.Add(StripePrices.For(true).Find("lite-monthly") ?? "none");
                    found.Add(StripePrices.For(true).Find("pro-5000-monthly") ?? "none");
                    found.Add(StripePrices.For(true).PlanOf("price_l1")?.Name ?? "none");
                    found.Add(StripePrices.For(false).PlanOf("price_l1")?.Name ?? "none");
                    found.Add(StripePrices.FindByPriceId("price_t2")?.ToString() ?? "none");
                    found.Add(StripePrices.Find("none")?.Name ?? "none");
                    found.Add(StripePrices.All.Count.ToString());
                    try { StripePrices.Pro5000Monthly.PriceId(true); } catch (System.InvalidOperationException error) { found.Add(error.Message); }
                    return found;
                }
            }
        }
        """;

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    [InlineData("")]
    public void It_is_off_unless_it_is_turned_on(string? value)
    {
        var run = new GeneratorRun("not json", isOn: value);

        Assert.Null(run.Source);
        Assert.Empty(run.Diagnostics);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.Latest)]
    public void Plans_become_members_with_their_ids_by_mode(LanguageVersion language)
    {
        var run = new GeneratorRun(Map, Use, language);

        Assert.Empty(run.CompilerDiagnostics);
        using var assembly = new MemoryStream();
        Assert.True(run.Output.Emit(assembly).Success);
        var found = (List<string>)Assembly.Load(assembly.ToArray()).GetType("Shop.Use")!.GetMethod("All")!.Invoke(null, [])!;
        Assert.Equal(
            ["price_l1", "price_t2", "price_l1", "none", "lite-monthly", "none", "pro-5000-monthly", "none", "2", "Plan 'pro-5000-monthly' has no live price. Create it, and write its id into the price map."],
            found);
    }

    [Fact]
    public void A_price_that_is_not_created_has_no_constant()
    {
        var run = new GeneratorRun(Map, "class C { string M() => Shop.StripePrices.Live.Pro5000Monthly; }");

        Assert.Equal("CS0117", Assert.Single(run.CompilerDiagnostics).Id);
    }

    [Fact]
    public void Members_say_what_they_stand_for()
    {
        var plan = new GeneratorRun(Map).Output.GetTypeByMetadataName("Shop.StripePrices")!.GetMembers("LiteMonthly").Single();

        Assert.Contains("<summary>Plan 'lite-monthly': test price price_t1, live price price_l1.</summary>", plan.GetDocumentationCommentXml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"test\": \"price_t1\"", "\"test\": \"price_t9\"", true)]
    [InlineData("lite-monthly", "lite", true)]
    [InlineData("null", "\"price_l2\"", true)]
    [InlineData("900", "1000", false)]
    [InlineData("// The shop's plans.", "// The shop's plans,\n\n  // by name.", false)]
    [InlineData(", \"live\": null", ",\n    \"live\": \"\"", false)]
    public void Source_is_made_anew_only_when_a_name_or_an_id_changes(string old, string changed, bool makesAnew)
    {
        var run = new GeneratorRun(Map);
        var source = run.Source;

        run.ChangeMap(Map.Replace(old, changed, StringComparison.Ordinal));

        Assert.Equal(makesAnew, run.ReasonOf(PriceIdGenerator.PlansStep) is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
        Assert.Equal(makesAnew, run.OutputReasons.Contains(IncrementalStepRunReason.Modified));
        Assert.Equal(makesAnew, source != run.Source);
    }

    [Fact]
    public void Typing_code_reads_no_map_and_makes_nothing_anew()
    {
        var run = new GeneratorRun(Map, Use);

        run.ChangeCode(Use + "\n// typed on");

        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(PriceIdGenerator.MapStep));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(PriceIdGenerator.PlansStep));
        Assert.All(run.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("{\n  \"a\": ,\n}", "PF1002", 2, 8, "The price map is not valid JSON: ',' stands where a value should be. Correct line 2.")]
    [InlineData("", "PF1002", 1, 1, "The price map is not valid JSON: the file is empty. Correct line 1.")]
    [InlineData("[]", "PF1002", 1, 1, "The price map is not valid JSON: the root must be an object of plans, but is an array. Correct line 1.")]
    [InlineData("{\n  \"a\": 1 }", "PF1003", 2, 8, "Price map: 'a' must be an object with test and live, but is the number 1. Write \"a\": { \"test\": \"price_...\", \"live\": \"price_...\" }.")]
    [InlineData("{ \"a\": {\n  \"live\": \"price 1\" } }", "PF1003", 2, 11, "Plan 'a': 'live' must be a price id (letters, digits, _, - and .), or null while it is not created, but is the text \"price 1\". Write \"live\": \"price_...\".")]
    [InlineData("{ \"a\": {\n  \"live\": { \"price\": 7 } } }", "PF1003", 2, 22, "Plan 'a': 'live.price' must be a price id (letters, digits, _, - and .), or null while it is not created, but is the number 7. Write \"live\": \"price_...\".")]
    [InlineData("{ \"a\": {},\n \"a\": {} }", "PF1004", 2, 2, "Plan 'a' is written twice (lines 1 and 2); readers keep only the last. Remove or rename one.")]
    public void An_invalid_map_is_an_error_at_its_place(string map, string id, int line, int column, string message)
    {
        var found = Assert.Single(new GeneratorRun(map).Diagnostics);

        Assert.Equal((id, DiagnosticSeverity.Error, message), (found.Id, found.Severity, found.GetMessage()));
        var place = found.Location.GetLineSpan();
        Assert.Equal(("/shop/stripe-prices.json", line, column), (place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1));
    }

    [Fact]
    public void A_wrong_id_costs_its_plan_that_id_and_no_other_plan_anything()
    {
        var run = new GeneratorRun("""{ "a": { "test": "price_t", "live": "price 1" }, "b": { "live": "price_b" } }""", "class C { string M() => Shop.StripePrices.Test.A + Shop.StripePrices.Live.B; }");

        Assert.Single(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void Without_a_map_it_says_so() => Assert.Equal("PF1001", Assert.Single(new GeneratorRun(null).Diagnostics).Id);

    [Theory]
    [InlineData("lite-monthly", "LiteMonthly")]
    [InlineData("5000-credits", "Plan5000Credits")]
    [InlineData("class", "Class")]
    [InlineData("live", "LivePlan")]
    [InlineData("Find", "FindPlan")]
    [InlineData("get_hash_code", "GetHashCodePlan")]
    [InlineData("größe", "Größe")]
    [InlineData("月額", "月額")]
    [InlineData("😀", "Plan")]
    [InlineData("--", "Plan")]
    public void Names_are_identifiers_that_nothing_else_has(string plan, string member)
    {
        var run = new GeneratorRun($$"""{ "{{plan}}": { "test": "price_t", "live": "price_l" } }""", $"class C {{ object M() => Shop.StripePrices.{member}.Name + Shop.StripePrices.Live.{member}; }}");

        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void Plans_whose_names_would_be_one_member_keep_theirs_when_they_change_places()
    {
        const string a = "\"lite-monthly\": { \"live\": \"price_a\" }";
        const string b = "\"lite_monthly\": { \"live\": \"price_b\" }";
        var before = new GeneratorRun($"{{ {a}, {b} }}");
        var after = new GeneratorRun($"{{ {b}, {a} }}");

        Assert.Empty(before.CompilerDiagnostics);
        Assert.Equal(Ids(before), Ids(after));
        Assert.Equal(2, Ids(before).Count);

        static SortedDictionary<string, string> Ids(GeneratorRun run) => new(
            run.Output.GetTypeByMetadataName("Shop.StripePrices")!.GetTypeMembers("Live").Single().GetMembers().OfType<IFieldSymbol>().ToDictionary(field => field.Name, field => (string)field.ConstantValue!),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("a\\nb }}; class Evil { }")]
    [InlineData("</summary><b>&\\\"")]
    [InlineData("*/ // \\u2028 class Evil { }")]
    [InlineData("a\\\\u0022;")]
    public void A_hostile_name_stays_text(string plan)
    {
        var run = new GeneratorRun($$"""{ "{{plan}}": { "test": "price_t", "live": null } }""");

        Assert.Empty(run.CompilerDiagnostics);
        Assert.DoesNotContain(run.Output.GetSymbolsWithName("Evil"), _ => true);
    }

    [Theory]
    [InlineData("Shop.Payments", "", "Shop.Payments")]
    [InlineData("my-shop.2go", "", "my_shop._2go")]
    [InlineData("Shop.class", "", "Shop.class")]
    [InlineData("Shop", "Shop.Billing", "Shop.Billing")]
    public void The_namespace_is_the_projects_or_the_one_that_is_set(string root, string set, string expected)
    {
        var run = new GeneratorRun(Map, properties: [("RootNamespace", root), ("PaymentSafetyPriceIdsNamespace", set)]);

        Assert.Empty(run.CompilerDiagnostics);
        Assert.NotNull(run.Output.GetTypeByMetadataName(expected + ".StripePrices"));
    }
}
