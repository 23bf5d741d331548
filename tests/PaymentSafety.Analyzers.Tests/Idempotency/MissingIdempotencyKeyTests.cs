using PaymentSafety.Analyzers.Idempotency;

namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>PAY1001: what fires, and what stays silent.</summary>
public class MissingIdempotencyKeyTests
{
    [Theory]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options);")]
    [InlineData("payments.{|PAY1001:Create|}(options);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, cancellationToken: ct);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, null, ct);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, default, ct);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, requestOptions: (RequestOptions)null!);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, new RequestOptions());")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, new());")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, new RequestOptions { StripeAccount = account });")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, new() { StripeAccount = account, IdempotencyKey = null });")]
    [InlineData("""await payments.{|PAY1001:CreateAsync|}(options, new() { IdempotencyKey = "" });""")]
    [InlineData("await payments.{|PAY1001:CaptureAsync|}(orderId);")]
    [InlineData("await payments.{|PAY1001:ConfirmAsync|}(orderId);")]
    [InlineData("await payments.{|PAY1001:CancelAsync|}(orderId);")]
    [InlineData("await client.V1.PaymentIntents.{|PAY1001:CreateAsync|}(options);")]
    [InlineData("await client.V1.Checkout.Sessions.{|PAY1001:CreateAsync|}(new Stripe.Checkout.SessionCreateOptions());")]
    [InlineData("await client.V2.Core.EventDestinations.{|PAY1001:CreateAsync|}(new Stripe.V2.Core.EventDestinationCreateOptions());")]
    [InlineData("ICreatable<PaymentIntent, PaymentIntentCreateOptions> create = payments; await create.{|PAY1001:CreateAsync|}(options);")]
    [InlineData("await new RefundService(client).{|PAY1001:CreateAsync|}(new RefundCreateOptions { PaymentIntent = orderId });")]
    [InlineData("var ro = new RequestOptions { StripeAccount = account }; await payments.{|PAY1001:CreateAsync|}(options, ro);")]
    [InlineData("RequestOptions? ro = null; if (flag) ro = new RequestOptions { IdempotencyKey = key }; await payments.{|PAY1001:CreateAsync|}(options, ro);")]
    [InlineData("var ro = new RequestOptions(); if (flag) { ro.IdempotencyKey = key; } await payments.{|PAY1001:CreateAsync|}(options, ro);")]
    [InlineData("var ro = new RequestOptions { IdempotencyKey = key }; ro.IdempotencyKey = null; await payments.{|PAY1001:CreateAsync|}(options, ro);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, flag ? new RequestOptions { IdempotencyKey = key } : null);")]
    [InlineData("await payments.{|PAY1001:CreateAsync|}(options, flag ? new RequestOptions { StripeAccount = account } : null);")]
    [InlineData("await client.{|PAY1001:RawRequestAsync|}(HttpMethod.Post, \"/v1/customers\", \"\");")]
    [InlineData("var method = HttpMethod.Post; await client.{|PAY1001:RawRequestAsync|}(method, \"/v1/customers\", \"\");")]
    [InlineData("var method = new HttpMethod(\"POST\"); await client.{|PAY1001:RawRequestAsync|}(method, \"/v1/customers\", \"\");")]
    [InlineData("await client.{|PAY1001:RawRequestAsync|}(HttpMethod.Post, \"/v1/customers\", \"\", new RawRequestOptions { StripeAccount = account });")]
    [InlineData("await Task.WhenAll(orders.Select(o => payments.{|PAY1001:CreateAsync|}(new PaymentIntentCreateOptions { Amount = o.Total })));")]
    [InlineData("var ro = new RequestOptions { StripeAccount = account }; await Task.Run(() => payments.{|PAY1001:CreateAsync|}(options, ro));")]
    [InlineData("try { await payments.{|PAY1001:CreateAsync|}(options); } catch (StripeException e) { Log(e.Message); } finally { Log(\"done\"); }")]
    [InlineData("var ro = new RequestOptions(); try { ro.IdempotencyKey = key; } catch { await payments.{|PAY1001:CreateAsync|}(options, ro); }")]
    [InlineData("var service = flag ? payments : new PaymentIntentService(client); await service?.{|PAY1001:CreateAsync|}(options)!;")]
    [InlineData("RequestOptions Options() => new() { StripeAccount = account }; await payments.{|PAY1001:CreateAsync|}(options, Options());")]
    [InlineData("async Task Pay() => await payments.{|PAY1001:CreateAsync|}(options); await Pay();")]
    [InlineData("switch (order.Total) { case 0: break; default: await payments.{|PAY1001:CreateAsync|}(options); break; }")]
    public Task Fires_where_the_call_can_reach_Stripe_without_a_key(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("await payments.GetAsync(orderId); await payments.ListAsync(); payments.ListAutoPaging(); await payments.SearchAsync(new());")]
    [InlineData("await customers.DeleteAsync(customerId); await new SubscriptionService().CancelAsync(orderId);")]
    [InlineData("await payments.CreateAsync(options, new RequestOptions { IdempotencyKey = key });")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = key, StripeAccount = account });")]
    [InlineData("await payments.CreateAsync(options, given, ct); await payments.CreateAsync(options, field);")]
    [InlineData("var ro = new RequestOptions(); ro.IdempotencyKey = key; await payments.CreateAsync(options, ro);")]
    [InlineData("var ro = new RequestOptions(); if (flag) ro.IdempotencyKey = key; else ro.IdempotencyKey = orderId; await payments.CreateAsync(options, ro);")]
    [InlineData("RequestOptions ro; if (flag) { ro = new() { IdempotencyKey = key }; } else { ro = given; } await payments.CreateAsync(options, ro);")]
    [InlineData("RequestOptions? ro = string.IsNullOrEmpty(key) ? null : new RequestOptions { IdempotencyKey = key }; await payments.CreateAsync(options, ro);")]
    [InlineData("RequestOptions? ro = null; if (key != null) ro = new RequestOptions { IdempotencyKey = key }; await payments.CreateAsync(options, ro);")]
    [InlineData("var ro = new RequestOptions { StripeAccount = account }; if (!string.IsNullOrWhiteSpace(key)) { ro.IdempotencyKey = key; } await payments.CreateAsync(options, ro);")]
    [InlineData("given ??= new RequestOptions { StripeAccount = account }; await payments.CreateAsync(options, given);")]
    [InlineData("await payments.CreateAsync(options, given ?? new RequestOptions());")]
    [InlineData("await client.RawRequestAsync(HttpMethod.Get, \"/v1/customers\");")]
    [InlineData("await client.RawRequestAsync(HttpMethod.Post, \"/v1/customers\", \"\", new RawRequestOptions { IdempotencyKey = key });")]
    [InlineData("await client.RawRequestAsync(HttpMethod.Post, \"/v1/customers\", \"\", new RawRequestOptions { AdditionalHeaders = { [\"Idempotency-Key\"] = key } });")]
    [InlineData("await client.RawRequestAsync(HttpMethod.Post, \"/v1/customers\", \"\", new RawRequestOptions { AdditionalHeaders = new() { [\"idempotency-key\"] = key } });")]
    [InlineData("await client.RawRequestAsync(HttpMethod.Post, \"/v1/customers\", \"\", new RawRequestOptions { AdditionalHeaders = new Dictionary<string, string> { { \"Idempotency-Key\", key } } });")]
    [InlineData("var raw = new RawRequestOptions(); raw.AdditionalHeaders.Add(\"Idempotency-Key\", key); await client.RawRequestAsync(HttpMethod.Post, \"/v1/customers\", \"\", raw);")]
    [InlineData("var name = nameof(payments.CreateAsync); Func<PaymentIntentCreateOptions, RequestOptions, PaymentIntent> create = payments.Create; create(options, given);")]
    [InlineData("System.Linq.Expressions.Expression<Func<PaymentIntentService, PaymentIntent>> setup = s => s.Create(options, null); Log(setup.ToString());")]
    [InlineData("await new Stripe.TestHelpers.TestClockService().CreateAsync(new Stripe.TestHelpers.TestClockCreateOptions());")]
    [InlineData("await new InvoiceService().CreatePreviewAsync(new InvoiceCreatePreviewOptions());")]
    [InlineData("RequestOptions Options(string k) => new() { IdempotencyKey = k }; await payments.CreateAsync(options, Options(order.Id));")]
    [InlineData("var ro = new RequestOptions { IdempotencyKey = key }; await Task.Run(() => payments.CreateAsync(options, ro));")]
    [InlineData("var ro = new RequestOptions(); Func<Task> pay = () => payments.CreateAsync(options, ro); ro.IdempotencyKey = key; await pay();")]
    public Task Is_silent_where_a_key_is_there_or_none_is_needed(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("RequestOptions Options() => new RequestOptions { StripeAccount = \"acct\" }; Task M() => payments.{|PAY1001:CreateAsync|}(options, Options());")]
    [InlineData("private static RequestOptions Options(string? key = null) => new() { IdempotencyKey = key }; Task M() => payments.{|PAY1001:CreateAsync|}(options, Options());")]
    [InlineData("private static RequestOptions Options(string? key = null) { if (key == null) return new RequestOptions(); return new RequestOptions { IdempotencyKey = key }; } Task M() => payments.{|PAY1001:CreateAsync|}(options, Options());")]
    [InlineData("private RequestOptions Connected => new() { StripeAccount = \"acct\" }; Task M() => payments.{|PAY1001:CreateAsync|}(options, Connected);")]
    [InlineData("private Task<RequestOptions> OptionsAsync() => Task.FromResult(new RequestOptions()); async Task M() => await payments.{|PAY1001:CreateAsync|}(options, await OptionsAsync());")]
    [InlineData("private static void Account(RequestOptions o) => o.StripeAccount = \"acct\"; Task M() { var ro = new RequestOptions(); Account(ro); return payments.{|PAY1001:CreateAsync|}(options, ro); }")]
    [InlineData("private readonly PaymentIntent made = new PaymentIntentService().{|PAY1001:Create|}(new PaymentIntentCreateOptions());")]
    [InlineData("public Shop() { payments.{|PAY1001:Create|}(options); }")]
    [InlineData("public PaymentIntent Made => payments.{|PAY1001:Create|}(options);")]
    [InlineData("Task Outer() => Inner(); Task Inner() => payments.{|PAY1001:CreateAsync|}(options);")]
    public Task Fires_through_a_helper(string members) => Payments.VerifyAsync(Payments.Class(members));

    [Theory]
    [InlineData("RequestOptions Options(Order o) => new RequestOptions { IdempotencyKey = o.Id }; Task M(Order o) => payments.CreateAsync(options, Options(o));")]
    [InlineData("private static RequestOptions Options(string key) { var ro = new RequestOptions(); ro.IdempotencyKey = key; return ro; } Task M(Order o) => payments.CreateAsync(options, Options(o.Id));")]
    [InlineData("protected virtual RequestOptions Options() => new(); Task M() => payments.CreateAsync(options, Options());")]
    [InlineData("private static void Complete(RequestOptions o, string key) => o.IdempotencyKey = key; Task M(Order order) { var ro = new RequestOptions(); Complete(ro, order.Id); return payments.CreateAsync(options, ro); }")]
    [InlineData("Task Wrapper(PaymentIntentCreateOptions o, RequestOptions? ro = null, CancellationToken ct = default) => payments.CreateAsync(o, ro, ct);")]
    [InlineData("Task Wrapper(PaymentIntentCreateOptions o, string? idempotencyKey = null) => payments.CreateAsync(o, new RequestOptions { IdempotencyKey = idempotencyKey }); Task M() => Wrapper(options);")]
    [InlineData("Task Wrapper(PaymentIntentCreateOptions o, string? idempotencyKey = null) => payments.CreateAsync(o, idempotencyKey is null ? null : new RequestOptions { IdempotencyKey = idempotencyKey });")]
    [InlineData("Task Wrapper(PaymentIntentCreateOptions o, string? idempotencyKey = null) { var ro = new RequestOptions(); if (idempotencyKey is { Length: > 0 }) ro.IdempotencyKey = idempotencyKey; return payments.CreateAsync(o, ro); }")]
    [InlineData("Task M(Func<RequestOptions> make) => payments.CreateAsync(options, make());")]
    [InlineData("Task M(Action<RequestOptions> configure) { var ro = new RequestOptions(); configure(ro); return payments.CreateAsync(options, ro); }")]
    [InlineData("class Keyed : RequestOptions { public Keyed(string key) => IdempotencyKey = key; } Task M(Order o) => payments.CreateAsync(options, new Keyed(o.Id));")]
    [InlineData("class Logged : PaymentIntentService { public override PaymentIntent Create(PaymentIntentCreateOptions o, RequestOptions r) => base.Create(o, r); }")]
    public Task Is_silent_where_a_helper_brings_the_key_or_a_wrapper_passes_it_on(string members) => Payments.VerifyAsync(Payments.Class(members));

    [Fact]
    public async Task Says_which_call_it_is()
    {
        var test = new CSharpAnalyzerVerifier<IdempotencyAnalyzer>.Test { TestCode = Payments.Method("await client.V1.PaymentIntents.{|#0:CreateAsync|}(options);") };
        test.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<IdempotencyAnalyzer>.Diagnostic(Rules.MissingIdempotencyKey).WithLocation(0).WithArguments("PaymentIntentService.CreateAsync"));
        await test.RunAsync();
    }
}
