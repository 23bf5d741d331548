namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>PAY1009 and PAY1008: a repeat that is certain, and what it may not take with it.</summary>
public class RetriedWithoutIdempotencyKeyTests
{
    /// <summary>Signatures of the libraries that repeat work, so that no package need be referenced.</summary>
    private const string Stubs = """

        namespace Polly
        {
            public class Policy
            {
                public static PolicyBuilder Handle<T>() where T : System.Exception => new();
                public static PolicyBuilder Handle<T>(System.Func<T, bool> predicate) where T : System.Exception => new();
                public static AsyncTimeoutPolicy TimeoutAsync(int seconds) => new();
            }

            public class PolicyBuilder
            {
                public PolicyBuilder Or<T>() where T : System.Exception => this;
                public AsyncRetryPolicy RetryAsync(int count) => new();
                public AsyncRetryPolicy WaitAndRetryAsync(int count, System.Func<int, System.TimeSpan> wait) => new();
                public AsyncCircuitBreakerPolicy CircuitBreakerAsync(int count, System.TimeSpan open) => new();
            }

            public interface IAsyncPolicy { System.Threading.Tasks.Task<T> ExecuteAsync<T>(System.Func<System.Threading.Tasks.Task<T>> action); }
            public class AsyncRetryPolicy : IAsyncPolicy { public System.Threading.Tasks.Task<T> ExecuteAsync<T>(System.Func<System.Threading.Tasks.Task<T>> action) => action(); }
            public class AsyncTimeoutPolicy : IAsyncPolicy { public System.Threading.Tasks.Task<T> ExecuteAsync<T>(System.Func<System.Threading.Tasks.Task<T>> action) => action(); }
            public class AsyncCircuitBreakerPolicy : IAsyncPolicy { public System.Threading.Tasks.Task<T> ExecuteAsync<T>(System.Func<System.Threading.Tasks.Task<T>> action) => action(); }
            public class ResiliencePipeline { public System.Threading.Tasks.ValueTask<T> ExecuteAsync<T>(System.Func<System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<T>> action) => action(default); }
            public class RetryStrategyOptions { public object? ShouldHandle { get; set; } }
            public class ResiliencePipelineBuilder
            {
                public ResiliencePipelineBuilder AddRetry(RetryStrategyOptions options) => this;
                public ResiliencePipelineBuilder AddTimeout(System.TimeSpan time) => this;
                public ResiliencePipeline Build() => new();
            }
        }

        namespace Quartz { public interface IJobExecutionContext { } public interface IJob { System.Threading.Tasks.Task Execute(IJobExecutionContext context); } }
        namespace MassTransit { public class ConsumeContext<T> { public T Message = default!; } public interface IConsumer<T> { System.Threading.Tasks.Task Consume(ConsumeContext<T> context); } }
        namespace Hangfire
        {
            public class AutomaticRetryAttribute : System.Attribute { public int Attempts { get; set; } }
            public static class BackgroundJob { public static string Enqueue<T>(System.Linq.Expressions.Expression<System.Func<T, System.Threading.Tasks.Task>> job) => ""; }
        }

        namespace Functions
        {
            public class FunctionAttribute : System.Attribute { public FunctionAttribute(string name) { } }
            public class QueueTriggerAttribute : System.Attribute { public QueueTriggerAttribute(string queue) { } }
            public class HttpTriggerAttribute : System.Attribute { }
        }
        """;

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.{|PAY1009:CreateAsync|}(options); break; } catch (HttpRequestException) { } }")]
    [InlineData("while (true) { try { return await payments.{|PAY1009:CreateAsync|}(options); } catch (HttpRequestException) { await Task.Delay(1); } }")]
    [InlineData("var done = false; while (!done) { try { await payments.{|PAY1009:CreateAsync|}(options); done = true; } catch (HttpRequestException) { } }")]
    [InlineData("var n = 0; do { try { await payments.{|PAY1009:CreateAsync|}(options); break; } catch (HttpRequestException) when (n < 3) { n++; } } while (n < 3);")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.{|PAY1009:CreateAsync|}(options, new() { IdempotencyKey = Guid.NewGuid().ToString() }); break; } catch (HttpRequestException) { } }")]
    [InlineData("foreach (var o in orders) { for (var i = 0; i < 3; i++) { try { await payments.{|PAY1009:CreateAsync|}(options); break; } catch (HttpRequestException) { } } }")]
    [InlineData("async Task Try() { await payments.{|PAY1009:CreateAsync|}(options); } for (var i = 0; i < 3; i++) { try { await Try(); break; } catch (HttpRequestException) { } }")]
    public Task Fires_in_a_loop_that_tries_one_operation(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("foreach (var o in orders) { try { await payments.{|PAY1001:CreateAsync|}(new() { Amount = o.Total }); } catch (StripeException e) { Log(e.Message); } }")]
    [InlineData("var queue = new Queue<Order>(orders); while (queue.Count > 0) { var o = queue.Dequeue(); try { await payments.{|PAY1001:CreateAsync|}(new() { Amount = o.Total }); } catch (StripeException) { } }")]
    [InlineData("while (!ct.IsCancellationRequested) { try { foreach (var o in orders) { await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = o.Id }); } } catch (Exception e) { Log(e.Message); } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = order.Id }); break; } catch (HttpRequestException) { } }")]
    [InlineData("var k = Guid.NewGuid().ToString(); for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = k }); break; } catch (HttpRequestException) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.{|PAY1001:CreateAsync|}(options); break; } catch (HttpRequestException) { throw; } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await customers.{|PAY1002:UpdateAsync|}(customerId, new()); break; } catch (HttpRequestException) { } }")]
    public Task Keeps_apart_loops_over_items_and_calls_with_a_stable_key(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("Task M(Polly.IAsyncPolicy policy) => policy.ExecuteAsync(() => payments.{|PAY1009:CreateAsync|}(options));")]
    [InlineData("Task M() => Polly.Policy.Handle<HttpRequestException>().RetryAsync(3).ExecuteAsync(() => payments.{|PAY1009:CreateAsync|}(options));")]
    [InlineData("private readonly Polly.AsyncRetryPolicy retry = Polly.Policy.Handle<HttpRequestException>().RetryAsync(3); Task M() => retry.ExecuteAsync(async () => await payments.{|PAY1009:CreateAsync|}(options, new() { IdempotencyKey = Guid.NewGuid().ToString() }));")]
    [InlineData("async Task M(Polly.ResiliencePipeline pipeline) => await pipeline.ExecuteAsync(async ct => await payments.{|PAY1009:CreateAsync|}(options, cancellationToken: ct));")]
    [InlineData("Task<PaymentIntent> Pay() => payments.{|PAY1009:CreateAsync|}(options); Task M(Polly.IAsyncPolicy policy) => policy.ExecuteAsync(Pay);")]
    [InlineData("Task<PaymentIntent> Pay(Order o) => payments.{|PAY1009:CreateAsync|}(options); Task M(Polly.IAsyncPolicy policy, Order o) => policy.ExecuteAsync(() => Pay(o));")]
    [InlineData("Task M(Polly.IAsyncPolicy policy) { Func<Task<PaymentIntent>> pay = () => payments.{|PAY1009:CreateAsync|}(options); return policy.ExecuteAsync(pay); }")]
    [InlineData("static async Task<T> WithRetry<T>(Func<Task<T>> action) { return await action(); } Task M() => WithRetry(() => payments.{|PAY1009:CreateAsync|}(options));")]
    [InlineData("static async Task<T> Persistently<T>(Func<Task<T>> action) { for (var i = 0; ; i++) { try { return await action(); } catch (HttpRequestException) when (i < 3) { } } } Task M() => Persistently(() => payments.{|PAY1009:CreateAsync|}(options));")]
    public Task Fires_in_a_delegate_that_is_retried(string members) => Payments.VerifyAsync(Payments.Class(members) + Stubs);

    [Theory]
    [InlineData("Task M() => Polly.Policy.TimeoutAsync(3).ExecuteAsync(() => payments.{|PAY1001:CreateAsync|}(options));")]
    [InlineData("private readonly Polly.AsyncCircuitBreakerPolicy breaker = Polly.Policy.Handle<HttpRequestException>().CircuitBreakerAsync(3, TimeSpan.Zero); Task M() => breaker.ExecuteAsync(() => payments.{|PAY1001:CreateAsync|}(options));")]
    [InlineData("private static readonly Polly.ResiliencePipeline Pipeline = new Polly.ResiliencePipelineBuilder().AddTimeout(TimeSpan.Zero).Build(); async Task M() => await Pipeline.ExecuteAsync(async ct => await payments.{|PAY1001:CreateAsync|}(options));")]
    [InlineData("Task M(Polly.IAsyncPolicy policy, Order order) => policy.ExecuteAsync(() => payments.CreateAsync(options, new() { IdempotencyKey = order.Id }));")]
    [InlineData("Task M(Polly.IAsyncPolicy policy) { var key = Guid.NewGuid().ToString(); return policy.ExecuteAsync(() => payments.CreateAsync(options, new() { IdempotencyKey = key })); }")]
    [InlineData("static async Task<T> Measured<T>(Func<Task<T>> action) { return await action(); } Task M() => Measured(() => payments.{|PAY1001:CreateAsync|}(options));")]
    [InlineData("Task M() => Task.Run(() => payments.{|PAY1001:CreateAsync|}(options));")]
    public Task Keeps_apart_delegates_that_run_once_and_keys_made_before(string members) => Payments.VerifyAsync(Payments.Class(members) + Stubs);

    [Theory]
    [InlineData("class Job : Quartz.IJob { public Task Execute(Quartz.IJobExecutionContext context) => new PaymentIntentService().{|PAY1009:CreateAsync|}(new()); }")]
    [InlineData("class Consumer : MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) => new PaymentIntentService().{|PAY1009:CreateAsync|}(new()); }")]
    [InlineData("class Consumer : MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) => Pay(context.Message); private Task Pay(Order o) => new PaymentIntentService().{|PAY1009:CreateAsync|}(new()); }")]
    [InlineData("class Job { [Hangfire.AutomaticRetry(Attempts = 3)] public Task Run() => new PaymentIntentService().{|PAY1009:CreateAsync|}(new()); }")]
    [InlineData("class Pays { public Task Pay() => new PaymentIntentService().{|PAY1009:CreateAsync|}(new()); } class Enqueues { void M() => Hangfire.BackgroundJob.Enqueue<Pays>(x => x.Pay()); }")]
    [InlineData("class Function { [Functions.Function(\"pay\")] public Task Run([Functions.QueueTrigger(\"orders\")] Order o) => new PaymentIntentService().{|PAY1009:CreateAsync|}(new()); }")]
    [InlineData("class Function { [Functions.Function(\"pay\")] public Task Run([Functions.HttpTrigger] Order o) => new PaymentIntentService().{|PAY1001:CreateAsync|}(new()); }")]
    [InlineData("class Consumer : MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) => new PaymentIntentService().CreateAsync(new(), new() { IdempotencyKey = context.Message.Id }); }")]
    [InlineData("class Consumer : MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) => new PaymentIntentService().{|PAY1009:CreateAsync|}(new(), new() { IdempotencyKey = Guid.NewGuid().ToString() }); }")]
    [InlineData("class Job { [Hangfire.AutomaticRetry(Attempts = 0)] public Task Run() => new PaymentIntentService().{|PAY1001:CreateAsync|}(new()); }")]
    public Task Fires_in_what_a_framework_runs_again(string members) => Payments.VerifyAsync(Payments.Class(members) + Stubs);

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.{|PAY1008:CreateAsync|}(options, new() { IdempotencyKey = order.Id }); break; } catch (StripeException) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.{|PAY1008:ConfirmAsync|}(orderId, null, new() { IdempotencyKey = order.Id }); break; } catch (Exception e) when (i < 2) { Log(e.Message); } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = order.Id }); break; } catch (StripeException e) when (e.StripeError?.Type != \"card_error\") { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = order.Id }); break; } catch (StripeException e) { if (e.StripeError?.DeclineCode != null) throw; } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = order.Id }); break; } catch (StripeException) { throw; } catch (Exception) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = order.Id }); break; } catch (HttpRequestException) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await customers.CreateAsync(new(), new() { IdempotencyKey = order.Id }); break; } catch (StripeException) { } }")]
    public Task A_loop_lets_declines_out(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("private readonly Polly.AsyncRetryPolicy retry = Polly.Policy.Handle<StripeException>().RetryAsync(3); Task M(Order o) => retry.ExecuteAsync(() => payments.{|PAY1008:CreateAsync|}(options, new() { IdempotencyKey = o.Id }));")]
    [InlineData("Task M(Order o) => Polly.Policy.Handle<HttpRequestException>().Or<Exception>().WaitAndRetryAsync(3, n => TimeSpan.Zero).ExecuteAsync(() => payments.{|PAY1008:CreateAsync|}(options, new() { IdempotencyKey = o.Id }));")]
    [InlineData("private readonly Polly.ResiliencePipeline pipeline = new Polly.ResiliencePipelineBuilder().AddRetry(new Polly.RetryStrategyOptions()).Build(); async Task M(Order o) => await pipeline.ExecuteAsync(async ct => await payments.{|PAY1008:CreateAsync|}(options, new() { IdempotencyKey = o.Id }));")]
    [InlineData("private readonly Polly.ResiliencePipeline pipeline = new Polly.ResiliencePipelineBuilder().AddRetry(new Polly.RetryStrategyOptions { ShouldHandle = new object() }).Build(); async Task M(Order o) => await pipeline.ExecuteAsync(async ct => await payments.CreateAsync(options, new() { IdempotencyKey = o.Id }));")]
    [InlineData("Task M(Order o) => Polly.Policy.Handle<StripeException>(e => e.StripeError?.Type != \"card_error\").RetryAsync(3).ExecuteAsync(() => payments.CreateAsync(options, new() { IdempotencyKey = o.Id }));")]
    [InlineData("Task M(Polly.IAsyncPolicy policy, Order o) => policy.ExecuteAsync(() => payments.CreateAsync(options, new() { IdempotencyKey = o.Id }));")]
    public Task A_policy_lets_declines_out(string members) => Payments.VerifyAsync(Payments.Class(members) + Stubs);
}
