using System.Diagnostics;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class LimitTests : StripeApiTest
{
    [Fact]
    public async Task Requests_beyond_the_budget_are_not_sent()
    {
        var client = Client(options => options with { MaxRequests = 3 });
        for (var i = 0; i < 3; i++) Assert.True((await client.GetBalanceAsync()).Succeeded);

        var fault = (await client.GetBalanceAsync()).Fault!;

        Assert.Equal("PF9008", fault.Code);
        Assert.Equal("3 of 3 requests used; nothing more was asked. Raise PaymentSafetyMaxRequests.", fault.Message);
        Assert.Equal(0, fault.Tries);
        Assert.Equal(3, client.RequestsSent);
        Assert.Equal(3, Server.Log.Count);
    }

    [Fact]
    public async Task Retries_count_towards_the_budget()
    {
        Server.Faults.Add(Fault.Status(500));
        var client = Client(options => options with { MaxRequests = 2 });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9008", fault.Code);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task The_time_for_everything_ends_calls_that_are_under_way_and_later_ones()
    {
        Server.Faults.Add(Fault.Hang());
        var client = Client(options => options with { PerTry = Seconds(1000) });
        var reading = client.GetPriceAsync(ShopScenario.LiteLivePrice);
        await Server.Log.WaitForAsync(1);
        Clock.Advance(Seconds(119));
        Assert.False(reading.IsCompleted);
        Clock.Advance(Seconds(1));

        var fault = (await reading.WaitAsync(Patience)).Fault!;

        Assert.Equal("PF9008", fault.Code);
        Assert.Equal("Stripe's answers took longer than 120 s in all; 1 request was sent.", fault.Message);
        Assert.Same(fault, (await client.GetBalanceAsync()).Fault);
    }

    [Fact]
    public async Task A_wait_that_would_outlast_the_time_is_not_begun()
    {
        Server.Faults.Add(Fault.Status(429, "", ("Retry-After", "25")));
        var client = Client(options => options with { Deadline = Seconds(20) });

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF9006", fault.Code);
        Assert.Equal(1, fault.Tries);
        Assert.Empty(Waits);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_at_once_than_allowed()
    {
        Server.Faults.Add(Fault.Hang());
        var client = Client(options => options with { Concurrency = 3, MaxRequests = 100 });
        using var stop = new CancellationTokenSource();
        var readings = Enumerable.Range(0, 12).Select(_ => client.GetBalanceAsync(stop.Token)).ToList();
        await Server.Log.WaitForAsync(3);
        await Task.Delay(100);

        Assert.Equal(3, Server.Log.Count);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(readings).WaitAsync(Patience));
    }

    [Fact]
    public void No_second_holds_more_starts_than_allowed_and_a_small_number_starts_at_once()
    {
        var clock = new FakeTime();
        var limiter = new RateLimiter(20, clock);
        var starts = new List<TimeSpan>();
        for (var i = 0; i < 100; i++)
        {
            starts.Add(limiter.Reserve());
        }

        Assert.All(starts.Take(20), start => Assert.Equal(TimeSpan.Zero, start));
        for (var i = 20; i < starts.Count; i++) Assert.True(starts[i] - starts[i - 20] >= Seconds(1), $"start {i}");
        Assert.Equal(Seconds(4), starts[^1]);
    }

    [Fact]
    public void After_too_many_requests_starts_are_a_second_apart_and_double_with_every_answer()
    {
        var clock = new FakeTime();
        var limiter = new RateLimiter(8, clock);
        limiter.Reserve();
        limiter.SlowDown();

        Assert.Equal(Seconds(1), limiter.Reserve());
        Assert.Equal(Seconds(2), limiter.Reserve());

        clock.Advance(Seconds(10));
        limiter.Recover();
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, Seconds(1)], [limiter.Reserve(), limiter.Reserve(), limiter.Reserve()]);
    }

    [Theory]
    [InlineData(1, null, 0.0, 0)]
    [InlineData(1, null, 1.0, 0.5)]
    [InlineData(2, null, 1.0, 1)]
    [InlineData(3, null, 1.0, 2)]
    [InlineData(3, 1.0, 1.0, 2)]
    [InlineData(3, 5.0, 1.0, 5)]
    [InlineData(1, 86400.0, 0.0, 30)]
    [InlineData(40, null, 1.0, 30)]
    public void A_wait_is_what_the_server_asked_for_or_a_random_part_of_a_doubling_one(int tries, double? retryAfter, double jitter, double expected)
        => Assert.Equal(Seconds(expected), RetryPolicy.Wait(tries, retryAfter is { } seconds ? Seconds(seconds) : null, jitter));

    [Theory]
    [InlineData("hang")]
    [InlineData("drip")]
    [InlineData("wait")]
    [InlineData("queue")]
    public async Task The_callers_token_ends_a_call_in_well_under_a_second(string during)
    {
        Server.Faults.Add(during switch
        {
            "drip" => Fault.Drip(TimeSpan.FromMilliseconds(10)),
            "wait" => Fault.Status(429, "", ("Retry-After", "30")),
            _ => Fault.Hang(),
        });
        var client = Client(options => options with { TimeProvider = TimeProvider.System, Delay = null, Concurrency = 1 });
        using var stop = new CancellationTokenSource();
        var readings = new List<Task> { client.GetPriceAsync(ShopScenario.LiteLivePrice, stop.Token) };
        await Server.Log.WaitForAsync(1);
        if (during == "queue") readings.Add(client.GetBalanceAsync(stop.Token));
        await Task.Delay(50);

        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readings[^1].WaitAsync(Patience));

        Assert.True(watch.Elapsed < Seconds(1), $"took {watch.Elapsed}");
        Assert.Equal(stop.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        var client = Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetBalanceAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, client.RequestsSent);
    }
}
