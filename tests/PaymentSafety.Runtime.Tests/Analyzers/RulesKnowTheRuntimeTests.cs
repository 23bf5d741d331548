using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Runtime.Idempotency;

namespace PaymentSafety.Runtime.Tests.Analyzers;

/// <summary>The package's own rules over code that uses this library as its guide says.</summary>
public sealed class RulesKnowTheRuntimeTests
{
    [Theory]
    [InlineData("CardMask.Mask(card.Number)")]
    [InlineData("PaymentRedactor.Redact(card.Number)")]
    [InlineData("PaymentRedactor.Redact($\"Card {card.Number}\")")]
    public async Task A_masked_card_number_may_be_logged(string masked)
    {
        Assert.Equal(["PAY2001"], await RulesOf(Logging("card.Number")));
        Assert.Empty(await RulesOf(Logging(masked)));
    }

    [Fact]
    public async Task A_masked_verification_code_may_be_logged()
    {
        Assert.Equal(["PAY2002"], await RulesOf(Logging("card.Cvc")));
        Assert.Empty(await RulesOf(Logging("CardMask.MaskCvc(card.Cvc)")));
    }

    [Theory]
    [InlineData("IdempotencyKey.For(\"refund\", orderId)")]
    [InlineData("IdempotencyKey.For(\"refund\", orderId, attempt: 2)")]
    [InlineData("IdempotencyKey.For(\"refund\", order)")]
    [InlineData("IdempotencyKey.For(\"refund\", number)")]
    [InlineData("(await keys.BeginAsync(\"refund\", orderId, \"900 usd\")).Key")]
    public async Task A_key_made_from_the_operation_is_one(string key)
    {
        Assert.Equal(["PAY1001"], await RulesOf(Refunding("null")));
        Assert.Equal(["PAY1003"], await RulesOf(Refunding("Guid.NewGuid().ToString()")));
        Assert.Empty(await RulesOf(Refunding(key)));
    }

    [Fact]
    public async Task A_key_made_of_a_personal_id_is_hashed() => Assert.Empty(await RulesOf(Refunding("IdempotencyKey.For(\"refund\", orderId + email)")));

    [Fact]
    public async Task A_key_that_is_new_at_every_call_is_none_however_it_is_wrapped() =>
        Assert.Equal(["PAY1003"], await RulesOf(Refunding("IdempotencyKey.For(\"refund\", Guid.NewGuid())")));

    private static string Logging(string value) => $$"""
        using Microsoft.Extensions.Logging;
        using PaymentSafety.Runtime.Masking;

        public class Shop
        {
            public void Pay(Stripe.TokenCardOptions card, ILogger logger) => logger.LogInformation("Paid with {Value}", {{value}});
        }
        """;

    private static string Refunding(string key) => $$"""
        using System;
        using System.Threading.Tasks;
        using PaymentSafety.Runtime.Idempotency;
        using Stripe;

        public class Shop
        {
            public async Task Refund(RefundService refunds, IIdempotencyStore keys, string orderId, string email, Guid order, long number)
            {
                await keys.BeginAsync("other", "42", "");
                await refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = "pi" }, new RequestOptions { IdempotencyKey = {{key}} });
            }
        }
        """;

    private static async Task<IReadOnlyList<string>> RulesOf(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            // A project that references a test framework is one of tests, where most rules are silent.
            .Where(file => Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(IdempotencyKey).Assembly.Location)
            .Append(typeof(Stripe.RefundService).Assembly.Location)
            .Distinct()
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Shop", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var rules = typeof(PaymentSafety.Analyzers.PaymentAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();
        Assert.True(rules.Length > 10);
        var diagnostics = await compilation.WithAnalyzers(rules).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id.StartsWith("AD", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Id).Distinct().Order()];
    }
}
