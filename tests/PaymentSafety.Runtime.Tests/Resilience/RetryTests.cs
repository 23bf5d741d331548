using System.Net;
using PaymentSafety.Runtime.Resilience;

namespace PaymentSafety.Runtime.Tests.Resilience;

public sealed class RetryTests
{
    private readonly InstantTime _time = new();

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_pass_is_sent_again_as_often_as_said_and_the_last_answer_is_handed_over(int status)
    {
        var stripe = new ScriptedStripe(_ => ScriptedStripe.Status(status));

        var response = await SendAsync(stripe, Post("order-1"));

        Assert.Equal((3, status), (stripe.Requests, (int)response.StatusCode));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(422)]
    public async Task A_decline_and_every_other_4xx_is_sent_once_whatever_a_header_says(int status)
    {
        var stripe = new ScriptedStripe(_ => ScriptedStripe.Status(status, ("Stripe-Should-Retry", "true"), ("Retry-After", "1")));

        await SendAsync(stripe, Post("order-1"));

        Assert.Equal(1, stripe.Requests);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Stripe_can_say_that_another_try_is_pointless(int status)
    {
        var stripe = new ScriptedStripe(_ => ScriptedStripe.Status(status, ("Stripe-Should-Retry", "false")));

        await SendAsync(stripe, Post("order-1"));

        Assert.Equal(1, stripe.Requests);
    }

    [Fact]
    public async Task An_error_that_is_replayed_for_its_key_is_not_asked_for_again()
    {
        var stripe = new ScriptedStripe(number => number == 1 ? ScriptedStripe.Status(500) : ScriptedStripe.Status(500, ("Idempotent-Replayed", "true")));

        await SendAsync(stripe, Post("order-1"));

        Assert.Equal(2, stripe.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_POST_without_a_key_is_never_sent_again(string? key)
    {
        var failing = new ScriptedStripe(_ => ScriptedStripe.Status(500, ("Stripe-Should-Retry", "true")));
        var refusing = new ScriptedStripe(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        await SendAsync(failing, Post(key));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(refusing, Post(key)));

        Assert.Equal((1, 1), (failing.Requests, refusing.Requests));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Reads_and_deletions_need_no_key(string method)
    {
        var stripe = new ScriptedStripe(number => ScriptedStripe.Status(number < 3 ? 503 : 200));

        var response = await SendAsync(stripe, new HttpRequestMessage(new HttpMethod(method), "https://api.stripe.com/v1/customers/cus_1"));

        Assert.Equal((3, HttpStatusCode.OK), (stripe.Requests, response.StatusCode));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 3)]
    [InlineData(HttpRequestError.NameResolutionError, 3)]
    [InlineData(HttpRequestError.ResponseEnded, 3)]
    [InlineData(HttpRequestError.Unknown, 3)]
    [InlineData(HttpRequestError.SecureConnectionError, 1)]
    [InlineData(HttpRequestError.ProxyTunnelError, 1)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, 1)]
    public async Task A_broken_connection_is_tried_again_and_a_wrong_one_is_not(HttpRequestError error, int requests)
    {
        var stripe = new ScriptedStripe(_ => throw new HttpRequestException(error));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(stripe, Post("order-1")));

        Assert.Equal(requests, stripe.Requests);
    }

    [Fact]
    public async Task A_body_that_can_be_read_once_is_sent_whole_every_time()
    {
        var stripe = new ScriptedStripe(number => ScriptedStripe.Status(number < 3 ? 500 : 200));
        var request = Post("order-1");
        request.Content = new StreamContent(new OnceOnlyStream("amount=900"u8.ToArray()));

        await SendAsync(stripe, request);

        Assert.Equal(["amount=900", "amount=900", "amount=900"], stripe.Bodies);
    }

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("0", 0.25)]
    [InlineData("-5", 0.25)]
    [InlineData("soon", 0.25)]
    [InlineData("999999999999", 0.25)]
    public async Task Retry_After_is_obeyed_where_it_means_something(string header, double seconds)
    {
        var stripe = new ScriptedStripe(number => number == 1 ? ScriptedStripe.Status(429, ("Retry-After", header)) : ScriptedStripe.Status(200));

        await SendAsync(stripe, Post("order-1"));

        Assert.Equal([TimeSpan.FromSeconds(seconds)], _time.Waits);
    }

    [Fact]
    public async Task A_date_to_wait_for_is_obeyed_and_a_wait_that_nobody_would_wait_is_handed_over()
    {
        var soon = new ScriptedStripe(number => number == 1 ? ScriptedStripe.Status(503, ("Retry-After", DateTimeOffset.UtcNow.AddSeconds(20).ToString("R"))) : ScriptedStripe.Status(200));
        var late = new ScriptedStripe(_ => ScriptedStripe.Status(503, ("Retry-After", "3600")));

        await SendAsync(soon, Post("order-1"));
        var response = await SendAsync(late, Post("order-2"));

        Assert.InRange(Assert.Single(_time.Waits), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
        Assert.Equal((1, HttpStatusCode.ServiceUnavailable), (late.Requests, response.StatusCode));
    }

    [Fact]
    public async Task Waits_double_are_a_random_part_of_it_and_have_an_end()
    {
        var options = new StripeResilienceOptions { MaxRetries = 8, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(10), AttemptTimeout = TimeSpan.FromMinutes(5), BreakerConsecutiveFailures = 100 };
        using var half = new StripeResilience(options, null, _time, () => 0.5);
        using var client = new HttpClient(new StripeResilienceHandler(half) { InnerHandler = new ScriptedStripe(_ => ScriptedStripe.Status(503)) });

        await client.SendAsync(Post("order-1"));

        Assert.Equal([0.5, 1, 2, 4, 8, 10, 10, 10], _time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_try_without_an_answer_ends_and_is_repeated_and_says_so_at_last()
    {
        var options = new StripeResilienceOptions { MaxRetries = 1, AttemptTimeout = TimeSpan.FromMilliseconds(50), BaseDelay = TimeSpan.Zero };
        using var resilience = new StripeResilience(options);
        var hanging = new Hanging();
        using var client = new HttpClient(new StripeResilienceHandler(resilience) { InnerHandler = hanging });

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => client.SendAsync(Post("order-1")));

        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Equal(2, hanging.Requests);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_waited_for_and_does_not_count_against_Stripe()
    {
        using var resilience = new StripeResilience(new StripeResilienceOptions { BreakerConsecutiveFailures = 1 });
        var hanging = new Hanging();
        using var client = new HttpClient(new StripeResilienceHandler(resilience) { InnerHandler = hanging });
        using var giveUp = new CancellationTokenSource();

        var sending = client.SendAsync(Post("order-1"), giveUp.Token);
        await hanging.Started;
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        Assert.Equal((1, StripeBreakerState.Closed), (hanging.Requests, resilience.Breaker));
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_said()
    {
        using var resilience = new StripeResilience(new StripeResilienceOptions());
        var crowd = new Crowd();
        using var client = new HttpClient(new StripeResilienceHandler(resilience) { InnerHandler = crowd });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => client.SendAsync(Post($"order-{number}"))));

        Assert.Equal((100, 20), (crowd.Requests, crowd.Most));
    }

    private async Task<HttpResponseMessage> SendAsync(ScriptedStripe stripe, HttpRequestMessage request)
    {
        using var resilience = new StripeResilience(new StripeResilienceOptions { AttemptTimeout = TimeSpan.FromMinutes(5) }, null, _time, () => 0.5);
        var client = new HttpClient(new StripeResilienceHandler(resilience) { InnerHandler = stripe });
        return await client.SendAsync(request);
    }

    internal static HttpRequestMessage Post(string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://api.stripe.com/v1/payment_intents") { Content = new FormUrlEncodedContent([new("amount", "900")]) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private sealed class Hanging : HttpMessageHandler
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _requests;

        public int Requests => _requests;

        public Task Started => _started.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _requests);
            _started.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    private sealed class Crowd : HttpMessageHandler
    {
        private readonly Lock _gate = new();
        private int _now;

        public int Requests { get; private set; }

        public int Most { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                Requests++;
                Most = Math.Max(Most, ++_now);
            }

            await Task.Delay(20, cancellationToken);
            lock (_gate) _now--;
            return ScriptedStripe.Status(200);
        }
    }

    private sealed class OnceOnlyStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
