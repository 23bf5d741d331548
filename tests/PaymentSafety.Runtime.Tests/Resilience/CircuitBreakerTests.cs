using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Resilience;

namespace PaymentSafety.Runtime.Tests.Resilience;

public sealed class CircuitBreakerTests
{
    private readonly FakeTime _time = new();
    private int _answer = 200;

    [Fact]
    public async Task Five_failures_in_a_row_open_it_and_nothing_more_is_sent()
    {
        var (client, stripe, resilience) = Client();
        await SendAsync(client, 200, 3);
        await SendAsync(client, 500, 4);
        Assert.Equal(StripeBreakerState.Closed, resilience.Breaker);

        await SendAsync(client, 500, 1);
        var sent = stripe.Requests;

        var exception = await Assert.ThrowsAsync<StripeCircuitOpenException>(() => SendAsync(client, 200, 1));
        Assert.Equal((StripeBreakerState.Open, TimeSpan.FromSeconds(30), sent), (resilience.Breaker, exception.RetryAfter, stripe.Requests));
    }

    [Fact]
    public async Task After_its_time_one_call_finds_out_and_an_answer_closes_it()
    {
        var (client, _, resilience) = Client();
        await SendAsync(client, 500, 5);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(StripeBreakerState.HalfOpen, resilience.Breaker);

        await SendAsync(client, 500, 1);
        Assert.Equal(StripeBreakerState.Open, resilience.Breaker);

        _time.Advance(TimeSpan.FromSeconds(30));
        await SendAsync(client, 402, 1);
        Assert.Equal(StripeBreakerState.Closed, resilience.Breaker);

        await SendAsync(client, 500, 4);
        Assert.Equal(StripeBreakerState.Closed, resilience.Breaker);
    }

    [Fact]
    public async Task Half_of_twenty_open_it_although_no_five_are_in_a_row()
    {
        var (client, _, resilience) = Client();
        for (var pair = 0; pair < 9; pair++)
        {
            await SendAsync(client, 500, 1);
            await SendAsync(client, 200, 1);
        }

        await SendAsync(client, 500, 1);
        Assert.Equal(StripeBreakerState.Closed, resilience.Breaker);

        await SendAsync(client, 500, 1);
        Assert.Equal(StripeBreakerState.Open, resilience.Breaker);
    }

    [Fact]
    public async Task What_failed_long_ago_is_forgotten()
    {
        var (client, _, resilience) = Client();
        for (var pair = 0; pair < 9; pair++)
        {
            await SendAsync(client, 500, 1);
            await SendAsync(client, 200, 1);
        }

        _time.Advance(TimeSpan.FromSeconds(31));
        await SendAsync(client, 500, 2);

        Assert.Equal(StripeBreakerState.Closed, resilience.Breaker);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    public async Task Declines_and_what_concerns_one_customer_or_one_endpoint_are_not_counted(int status)
    {
        var (client, stripe, resilience) = Client();

        await SendAsync(client, status, 50);

        Assert.Equal((50, StripeBreakerState.Closed), (stripe.Requests, resilience.Breaker));
    }

    [Fact]
    public void A_call_that_began_before_it_opened_says_nothing_when_it_ends_later()
    {
        var states = new List<StripeBreakerState>();
        var breaker = new CircuitBreaker(new StripeResilienceOptions(), _time, states.Add);
        var early = breaker.Enter();
        for (var i = 0; i < 5; i++) breaker.Failed(breaker.Enter());
        _time.Advance(TimeSpan.FromSeconds(30));
        var probe = breaker.Enter();

        breaker.Failed(early);
        breaker.Answered(early);
        Assert.Throws<StripeCircuitOpenException>(() => breaker.Enter());

        breaker.Answered(probe);
        Assert.Equal([StripeBreakerState.Open, StripeBreakerState.HalfOpen, StripeBreakerState.Closed], states);
    }

    [Fact]
    public void A_call_that_was_to_find_out_and_was_given_up_leaves_it_to_the_next()
    {
        var breaker = new CircuitBreaker(new StripeResilienceOptions(), _time, _ => { });
        for (var i = 0; i < 5; i++) breaker.Failed(breaker.Enter());
        _time.Advance(TimeSpan.FromSeconds(30));

        breaker.Forget(breaker.Enter());
        breaker.Answered(breaker.Enter());

        Assert.Equal(StripeBreakerState.Closed, breaker.State);
    }

    private (HttpClient Client, ScriptedStripe Stripe, StripeResilience Resilience) Client()
    {
        var stripe = new ScriptedStripe(_ => ScriptedStripe.Status(_answer));
        var resilience = new StripeResilience(new StripeResilienceOptions { MaxRetries = 0 }, null, _time);
        return (new HttpClient(new StripeResilienceHandler(resilience) { InnerHandler = stripe }), stripe, resilience);
    }

    private async Task SendAsync(HttpClient client, int status, int times)
    {
        _answer = status;
        for (var i = 0; i < times; i++) (await client.SendAsync(RetryTests.Post("order-1"))).Dispose();
    }
}
