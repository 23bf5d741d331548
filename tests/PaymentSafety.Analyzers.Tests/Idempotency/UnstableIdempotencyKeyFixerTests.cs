using PaymentSafety.Analyzers.Idempotency;
using PaymentSafety.CodeFixes.Idempotency;

namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>The fixes of PAY1003, PAY1004, PAY1005, PAY1008 and PAY1009.</summary>
public class UnstableIdempotencyKeyFixerTests
{
    [Theory]
    [InlineData(
        "await payments.{|PAY1003:CreateAsync|}(options, new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() });",
        "await payments.CreateAsync(options, new RequestOptions { IdempotencyKey = $\"create-payment-intent-{orderId}\" });")]
    [InlineData(
        "var ro = new RequestOptions(); ro.IdempotencyKey = Guid.NewGuid().ToString(); await payments.{|PAY1003:CreateAsync|}(options, ro);",
        "var ro = new RequestOptions(); ro.IdempotencyKey = $\"create-payment-intent-{orderId}\"; await payments.CreateAsync(options, ro);")]
    [InlineData(
        "await payments.{|PAY1004:CreateAsync|}(options, new() { StripeAccount = account, IdempotencyKey = customerId });",
        "await payments.CreateAsync(options, new() { StripeAccount = account, IdempotencyKey = $\"create-payment-intent-{orderId}\" });")]
    [InlineData(
        "void Pay(string email) => payments.{|PAY1007:Create|}(options, new() { IdempotencyKey = $\"pay-{email}-{orderId}\" }); Pay(\"\");",
        "void Pay(string email) => payments.Create(options, new() { IdempotencyKey = $\"create-payment-intent-{orderId}\" }); Pay(\"\");")]
    [InlineData(
        "foreach (var o in orders) { for (var i = 0; i < 3; i++) { try { await payments.{|PAY1009:CreateAsync|}(options, new() { IdempotencyKey = Guid.NewGuid().ToString() }); break; } catch (HttpRequestException) { } } }",
        "foreach (var o in orders) { var idempotencyKey = Guid.NewGuid().ToString(); for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = idempotencyKey }); break; } catch (HttpRequestException) { } } }",
        UnstableIdempotencyKeyFixer.BeforeRepeat)]
    public Task Makes_the_key_stable(string before, string after, string action = UnstableIdempotencyKeyFixer.FromIdentifier) =>
        new FixTest { TestCode = Payments.Method(before), FixedCode = Payments.Method(after), CodeActionEquivalenceKey = action }.RunAsync();

    [Fact]
    public Task Moves_the_key_before_the_retry() =>
        new FixTest
        {
            TestCode = Payments.Method("""
                // Three tries.
                        for (var i = 0; i < 3; i++)
                        {
                            var id = Guid.NewGuid().ToString();
                            try
                            {
                                await payments.{|PAY1009:CreateAsync|}(options, new() { IdempotencyKey = id });
                                break;
                            }
                            catch (HttpRequestException)
                            {
                            }
                        }
                """),
            FixedCode = Payments.Method("""
                // Three tries.
                        var id = Guid.NewGuid().ToString();
                        for (var i = 0; i < 3; i++)
                        {
                            try
                            {
                                await payments.CreateAsync(options, new() { IdempotencyKey = id });
                                break;
                            }
                            catch (HttpRequestException)
                            {
                            }
                        }
                """),
            CodeActionEquivalenceKey = UnstableIdempotencyKeyFixer.BeforeRepeat,
        }.RunAsync();

    [Theory]
    [InlineData(
        "await payments.CreateAsync(options, new() { IdempotencyKey = key }); await refunds.{|PAY1005:CreateAsync|}(new(), new() { IdempotencyKey = key });",
        "await payments.CreateAsync(options, new() { IdempotencyKey = key }); await refunds.CreateAsync(new(), new() { IdempotencyKey = $\"create-refund-{key}\" });")]
    [InlineData(
        "foreach (var o in orders) { await payments.{|PAY1005:CreateAsync|}(new() { Amount = o.Total }, new() { IdempotencyKey = orderId }); }",
        "foreach (var o in orders) { await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = $\"create-payment-intent-{o.Id}\" }); }")]
    public Task Gives_each_call_a_key_of_its_own(string before, string after) =>
        new SharedFixTest { TestCode = Payments.Method(before), FixedCode = Payments.Method(after) }.RunAsync();

    [Theory]
    [InlineData("catch (StripeException)", "catch (StripeException exception) when (exception.StripeError?.Type != \"card_error\")")]
    [InlineData("catch (StripeException e) when (i < 2 || flag)", "catch (StripeException e) when (e.StripeError?.Type != \"card_error\" && (i < 2 || flag))")]
    [InlineData("catch (Exception e)", "catch (Exception e) when (e is not StripeException { StripeError: { Type: \"card_error\" } })")]
    public Task Lets_declines_out_of_the_retry(string before, string after)
    {
        const string Loop = "for (var i = 0; i < 3; i++) {{ try {{ await payments.{0}(options, new() {{ IdempotencyKey = order.Id }}); break; }} {1} {{ }} }}";
        return new DeclineFixTest
        {
            TestCode = Payments.Method(string.Format(null, Loop, "{|PAY1008:CreateAsync|}", before)),
            FixedCode = Payments.Method(string.Format(null, Loop, "CreateAsync", after)),
        }.RunAsync();
    }

    private sealed class FixTest : CSharpCodeFixTest<IdempotencyAnalyzer, UnstableIdempotencyKeyFixer>;

    private sealed class SharedFixTest : CSharpCodeFixTest<IdempotencyAnalyzer, IdempotencyKeySharedFixer>;

    private sealed class DeclineFixTest : CSharpCodeFixTest<IdempotencyAnalyzer, DeclineRetriedFixer>;
}
