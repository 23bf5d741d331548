using PaymentSafety.Analyzers.Idempotency;
using PaymentSafety.CodeFixes.Idempotency;

namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>The fixes of PAY1001: what they leave behind, to the letter.</summary>
public class MissingIdempotencyKeyFixerTests
{
    [Theory]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(options);",
        "await payments.CreateAsync(options, requestOptions: new RequestOptions { IdempotencyKey = $\"create-payment-intent-{orderId}\" });")]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(options, cancellationToken: ct);",
        "await payments.CreateAsync(options, requestOptions: new RequestOptions { IdempotencyKey = $\"create-payment-intent-{orderId}\" }, cancellationToken: ct);")]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(options, null, ct);",
        "await payments.CreateAsync(options, new RequestOptions { IdempotencyKey = $\"create-payment-intent-{orderId}\" }, ct);")]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(requestOptions: default, options: options);",
        "await payments.CreateAsync(requestOptions: new RequestOptions { IdempotencyKey = $\"create-payment-intent-{orderId}\" }, options: options);")]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(options, new RequestOptions());",
        "await payments.CreateAsync(options, new RequestOptions() { IdempotencyKey = $\"create-payment-intent-{orderId}\" });")]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(options, new() { StripeAccount = account });",
        "await payments.CreateAsync(options, new() { StripeAccount = account, IdempotencyKey = $\"create-payment-intent-{orderId}\" });")]
    [InlineData(
        "await payments.{|PAY1001:CreateAsync|}(options, new RequestOptions { IdempotencyKey = null, StripeAccount = account });",
        "await payments.CreateAsync(options, new RequestOptions { IdempotencyKey = $\"create-payment-intent-{orderId}\", StripeAccount = account });")]
    [InlineData(
        "var ro = new RequestOptions { StripeAccount = account }; await payments.{|PAY1001:CreateAsync|}(options, ro);",
        "var ro = new RequestOptions { StripeAccount = account, IdempotencyKey = $\"create-payment-intent-{orderId}\" }; await payments.CreateAsync(options, ro);")]
    [InlineData(
        "await payments.{|PAY1001:CaptureAsync|}(order.PaymentKey, cancellationToken: ct);",
        "await payments.CaptureAsync(order.PaymentKey, requestOptions: new RequestOptions { IdempotencyKey = $\"capture-payment-intent-{order.PaymentKey}\" }, cancellationToken: ct);")]
    [InlineData(
        "foreach (var o in orders) { await refunds.{|PAY1001:CreateAsync|}(new RefundCreateOptions { PaymentIntent = o.PaymentKey }); }",
        "foreach (var o in orders) { await refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = o.PaymentKey }, requestOptions: new RequestOptions { IdempotencyKey = $\"create-refund-{o.Id}\" }); }")]
    [InlineData(
        "await client.V1.Checkout.Sessions.{|PAY1001:CreateAsync|}(new Stripe.Checkout.SessionCreateOptions());",
        "await client.V1.Checkout.Sessions.CreateAsync(new Stripe.Checkout.SessionCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $\"create-checkout-session-{orderId}\" });")]
    [InlineData(
        "await client.{|PAY1001:RawRequestAsync|}(HttpMethod.Post, \"/v1/customers\");",
        "await client.RawRequestAsync(HttpMethod.Post, \"/v1/customers\", requestOptions: new RawRequestOptions { IdempotencyKey = $\"raw-request-{orderId}\" });")]
    public Task Makes_the_key_from_the_id_in_scope(string before, string after) =>
        new FixTest { TestCode = Payments.Method(before), FixedCode = Payments.Method(after), CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.FromIdentifier }.RunAsync();

    [Fact]
    public Task Keeps_arguments_on_lines_of_their_own() =>
        new FixTest
        {
            TestCode = Payments.Method("""
                await payments.{|PAY1001:CreateAsync|}(
                            new PaymentIntentCreateOptions
                            {
                                Amount = order.Total,
                            },
                            cancellationToken: ct);
                """),
            FixedCode = Payments.Method("""
                await payments.CreateAsync(
                            new PaymentIntentCreateOptions
                            {
                                Amount = order.Total,
                            },
                            requestOptions: new RequestOptions { IdempotencyKey = $"create-payment-intent-{orderId}" },
                            cancellationToken: ct);
                """),
            CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.FromIdentifier,
        }.RunAsync();

    [Fact]
    public Task Adds_the_using_that_the_type_needs() =>
        new FixTest
        {
            TestCode = """
                // Header of the file.

                using System.Threading.Tasks;

                class Shop
                {
                    Task PayAsync(global::Stripe.PaymentIntentService payments, string orderId) => payments.{|PAY1001:CreateAsync|}(null);
                }
                """,
            FixedCode = """
                // Header of the file.

                using System.Threading.Tasks;
                using Stripe;

                class Shop
                {
                    Task PayAsync(global::Stripe.PaymentIntentService payments, string orderId) => payments.CreateAsync(null, requestOptions: new RequestOptions { IdempotencyKey = $"create-payment-intent-{orderId}" });
                }
                """,
            CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.FromIdentifier,
        }.RunAsync();

    [Fact]
    public Task Gives_the_method_a_parameter_and_every_caller_a_key() =>
        new FixTest
        {
            TestCode = Payments.Class("""
                public Task<PaymentIntent> PayAsync(PaymentIntentCreateOptions o, CancellationToken ct = default) => payments.{|PAY1001:CreateAsync|}(o, cancellationToken: ct);

                    public Task CheckOutAsync(Order order) => PayAsync(options);

                    public Task CheckOutAsync(string invoiceId, CancellationToken ct) => PayAsync(options, ct);

                    public Task RepeatAsync() => PayAsync(o: options);
                """),
            FixedCode = Payments.Class("""
                public Task<PaymentIntent> PayAsync(PaymentIntentCreateOptions o, string idempotencyKey, CancellationToken ct = default) => payments.CreateAsync(o, requestOptions: new RequestOptions { IdempotencyKey = idempotencyKey }, cancellationToken: ct);

                    public Task CheckOutAsync(Order order) => PayAsync(options, $"create-payment-intent-{order.Id}");

                    public Task CheckOutAsync(string invoiceId, CancellationToken ct) => PayAsync(options, $"create-payment-intent-{invoiceId}", ct);

                    public Task RepeatAsync(string idempotencyKey) => PayAsync(o: options, idempotencyKey: idempotencyKey);
                """),
            CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.ByParameter,
        }.RunAsync();

    [Fact]
    public Task Changes_the_interface_and_its_implementations_with_the_method() =>
        new FixTest
        {
            TestCode = Payments.Class("""
                interface IPay { Task PayAsync(); }

                    class Real : IPay { public Task PayAsync() => new RefundService().{|PAY1001:CreateAsync|}(new RefundCreateOptions()); }

                    class Fake : IPay { public Task PayAsync() => Task.CompletedTask; }

                    class Caller { Task M(IPay pay, string orderId) => pay.PayAsync(); }
                """),
            FixedCode = Payments.Class("""
                interface IPay { Task PayAsync(string idempotencyKey); }

                    class Real : IPay { public Task PayAsync(string idempotencyKey) => new RefundService().CreateAsync(new RefundCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = idempotencyKey }); }

                    class Fake : IPay { public Task PayAsync(string idempotencyKey) => Task.CompletedTask; }

                    class Caller { Task M(IPay pay, string orderId) => pay.PayAsync($"create-refund-{orderId}"); }
                """),
            CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.ByParameter,
        }.RunAsync();

    [Fact]
    public Task Gives_a_second_operation_of_the_method_a_key_of_its_own() =>
        new FixTest
        {
            TestCode = Payments.Class("""
                public async Task PayAsync()
                    {
                        await payments.{|PAY1001:CreateAsync|}(options);
                        await new RefundService().{|PAY1001:CreateAsync|}(new RefundCreateOptions());
                    }
                """),
            FixedCode = Payments.Class("""
                public async Task PayAsync(string idempotencyKey)
                    {
                        await payments.CreateAsync(options, requestOptions: new RequestOptions { IdempotencyKey = idempotencyKey });
                        await new RefundService().CreateAsync(new RefundCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $"create-refund-{idempotencyKey}" });
                    }
                """),
            CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.ByParameter,
        }.RunAsync();

    [Fact]
    public Task Gives_an_action_the_header() =>
        new FixTest
        {
            TestCode = """
                using System.Threading.Tasks;
                using Microsoft.AspNetCore.Mvc;
                using Stripe;

                public class PayController : ControllerBase
                {
                    [HttpPost("/pay")]
                    public async Task<IActionResult> Pay() => Ok((await new PaymentIntentService().{|PAY1001:CreateAsync|}(new PaymentIntentCreateOptions())).Id);
                }
                """,
            FixedCode = """
                using System.Threading.Tasks;
                using Microsoft.AspNetCore.Mvc;
                using Stripe;

                public class PayController : ControllerBase
                {
                    [HttpPost("/pay")]
                    public async Task<IActionResult> Pay([FromHeader(Name = "Idempotency-Key")] string idempotencyKey) => Ok((await new PaymentIntentService().CreateAsync(new PaymentIntentCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = idempotencyKey })).Id);
                }
                """,
            CodeActionEquivalenceKey = MissingIdempotencyKeyFixer.ByParameter,
        }.RunAsync();

    [Theory]
    [InlineData("class A { Task M(string customerId, string email, System.Guid userId) => new CustomerService().{|PAY1001:CreateAsync|}(null); Func<string, string, System.Guid, Task> Group => M; }")]
    [InlineData("class A { async Task M(List<Order> orders, string orderId) { foreach (var _ in orders) { await new CustomerService().{|PAY1001:CreateAsync|}(null); } } }")]
    [InlineData("class A { static void Main() => new CustomerService().{|PAY1001:Create|}(null); }")]
    public Task Offers_nothing_where_a_fix_would_be_wrong(string members) =>
        new FixTest { TestCode = Payments.Class(members), FixedCode = Payments.Class(members) }.RunAsync();

    private sealed class FixTest : CSharpCodeFixTest<IdempotencyAnalyzer, MissingIdempotencyKeyFixer>;
}
