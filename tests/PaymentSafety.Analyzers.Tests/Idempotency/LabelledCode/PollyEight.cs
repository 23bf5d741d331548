// references: packages missing
using Polly;
using Polly.Registry;
using Polly.Retry;
using Stripe;
using Stripe.Checkout;

namespace Courses.Billing;

public sealed class EnrolmentPayments
{
    private readonly ResiliencePipeline _pipeline;
    private readonly ResiliencePipeline<Session> _sessionsPipeline;
    private readonly StripeClient _stripe;

    public EnrolmentPayments(StripeClient stripe, ResiliencePipelineProvider<string> pipelines)
    {
        _stripe = stripe;
        _sessionsPipeline = pipelines.GetPipeline<Session>("stripe");
        _pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(),
                MaxRetryAttempts = 4,
                BackoffType = DelayBackoffType.Exponential,
            })
            .AddTimeout(TimeSpan.FromSeconds(20))
            .Build();
    }

    public async Task<Subscription> EnrolAsync(string customer, string price, CancellationToken cancellationToken)
    {
        return await _pipeline.ExecuteAsync(
            async token => await _stripe.V1.Subscriptions.CreateAsync( // PAY1009
                new SubscriptionCreateOptions { Customer = customer, Items = [new() { Price = price }] },
                cancellationToken: token),
            cancellationToken);
    }

    public async Task<Subscription> EnrolKeyedAsync(Guid enrolmentId, string customer, string price, CancellationToken cancellationToken)
    {
        var requestOptions = new RequestOptions { IdempotencyKey = $"enrol-{enrolmentId:N}" };
        return await _pipeline.ExecuteAsync(
            async token => await _stripe.V1.Subscriptions.CreateAsync(new() { Customer = customer, Items = [new() { Price = price }] }, requestOptions, token),
            cancellationToken);
    }

    public async Task<Session> CheckoutAsync(SessionCreateOptions options, CancellationToken cancellationToken) =>
        await _sessionsPipeline.ExecuteAsync(
            static async (state, token) => await new SessionService(state.Client).CreateAsync(state.Options, new RequestOptions { StripeAccount = "" }, token), // PAY1009
            (Client: _stripe, Options: options),
            cancellationToken);

    public ValueTask<Session> CheckoutWithContextAsync(SessionCreateOptions options, string checkoutId)
    {
        Func<CancellationToken, ValueTask<Session>> create = async token =>
            await _stripe.V1.Checkout.Sessions.CreateAsync(options, new() { IdempotencyKey = Guid.NewGuid().ToString() }, token); // PAY1009
        return _sessionsPipeline.ExecuteAsync(create);
    }

    public async Task<Session> ExpireAsync(string sessionId)
    {
        var timeout = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(5)).Build();
        return await timeout.ExecuteAsync(async token => await _stripe.V1.Checkout.Sessions.ExpireAsync(sessionId, cancellationToken: token)); // PAY1001
    }
}
