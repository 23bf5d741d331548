using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Monitoring;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Tests.Monitoring;

/// <summary>Who is told what, and when.</summary>
public sealed class PaymentMonitorTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly PaymentMetrics _metrics = new();
    private readonly StripeResilience _resilience;
    private readonly ListLogger _log = new();
    private readonly Pager _pager = new();
    private readonly PaymentSafetyOptions _options = new();

    public PaymentMonitorTests()
    {
        _resilience = new StripeResilience(new StripeResilienceOptions { MaxRetries = 0 }, _metrics, _time);
        _options.Monitoring.DeployedAt = _time.GetUtcNow().AddDays(-10);
    }

    [Theory]
    [InlineData(95, 5, 500, null)]
    [InlineData(94, 6, 0, PaymentAlertLevel.Page)]
    [InlineData(10, 9, 0, null)]
    [InlineData(0, 20, 0, PaymentAlertLevel.Page)]
    public async Task Fewer_than_95_in_100_payments_are_a_page_and_declines_are_nobodys_fault(int succeeded, int failed, int declined, PaymentAlertLevel? level)
    {
        using var monitor = Monitor();
        Repeat(succeeded, () => _metrics.PaymentEnded("succeeded"));
        Repeat(failed, () => _metrics.PaymentEnded("failed"));
        Repeat(declined, () => _metrics.PaymentEnded("declined"));

        Assert.Equal(level, (await monitor.LookAsync(default)).SingleOrDefault(alert => alert.Measure == PaymentMeasure.SuccessRate)?.Level);
    }

    [Theory]
    [InlineData(99, 1, null)]
    [InlineData(98, 2, PaymentAlertLevel.Ticket)]
    public async Task More_than_one_failed_request_in_100_is_a_ticket(int ok, int lost, PaymentAlertLevel? level)
    {
        using var monitor = Monitor();
        Repeat(ok, () => _metrics.RequestEnded("ok", TimeSpan.FromSeconds(0.2)));
        Repeat(lost, () => _metrics.RequestEnded("lost", TimeSpan.FromSeconds(30)));

        Assert.Equal(level, (await monitor.LookAsync(default)).SingleOrDefault()?.Level);
    }

    [Theory]
    [InlineData(1, 1.3, null)]
    [InlineData(2, 1.3, PaymentAlertLevel.Log)]
    [InlineData(2, 1.2, null)]
    public async Task A_P99_above_1_2_seconds_is_written_down(int slow, double seconds, PaymentAlertLevel? level)
    {
        using var monitor = Monitor();
        Repeat(100 - slow, () => _metrics.RequestEnded("ok", TimeSpan.FromSeconds(0.2)));
        Repeat(slow, () => _metrics.RequestEnded("declined", TimeSpan.FromSeconds(seconds)));

        Assert.Equal(level, (await monitor.LookAsync(default)).SingleOrDefault()?.Level);
    }

    [Fact]
    public async Task Events_that_take_longer_than_30_seconds_are_a_ticket()
    {
        using var monitor = Monitor();
        Repeat(9, () => _metrics.WebhookReceived("charge.succeeded", TimeSpan.FromSeconds(31)));

        Assert.Equal((PaymentMeasure.WebhookDelay, PaymentAlertLevel.Ticket, 31d, 30d, 9), (await monitor.LookAsync(default)).Select(alert => (alert.Measure, alert.Level, alert.Value, alert.Threshold, alert.Samples)).Single());
    }

    [Fact]
    public async Task An_open_circuit_breaker_is_a_page_and_its_end_is_told_too()
    {
        using var monitor = Monitor();
        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/");
            await Assert.ThrowsAsync<HttpRequestException>(() => _resilience.SendAsync(request, (_, _) => throw new HttpRequestException("away"), default));
        }

        Assert.Contains(await monitor.LookAsync(default), alert => alert is { Measure: PaymentMeasure.CircuitBreaker, Level: PaymentAlertLevel.Page, IsOver: false });
        Assert.Empty(await monitor.LookAsync(default));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains(await monitor.LookAsync(default), alert => alert is { Measure: PaymentMeasure.CircuitBreaker, IsOver: true });
        Assert.Contains(_log.Lines, line => line.StartsWith("Critical Page: CircuitBreaker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_48_hours_after_a_deployment_every_level_is_one_higher()
    {
        _options.Monitoring.DeployedAt = _time.GetUtcNow().AddHours(-47);
        using var monitor = Monitor();
        Fail();
        Assert.Equal((PaymentAlertLevel.Page, true), (await monitor.LookAsync(default)).Select(alert => (alert.Level, alert.InWatch)).Single());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True((await monitor.LookAsync(default)).Single().IsOver);
        Assert.Contains(_log.Lines, line => line.Contains("there were 1 alerts", StringComparison.Ordinal));

        Fail();
        Assert.Equal((PaymentAlertLevel.Ticket, false), (await monitor.LookAsync(default)).Select(alert => (alert.Level, alert.InWatch)).Single());

        void Fail()
        {
            Repeat(97, () => _metrics.RequestEnded("ok", TimeSpan.FromSeconds(0.2)));
            Repeat(3, () => _metrics.RequestEnded("failed", TimeSpan.FromSeconds(0.2)));
        }
    }

    [Fact]
    public async Task A_pager_that_is_away_holds_up_nobody_and_what_is_older_than_the_window_is_forgotten()
    {
        _pager.Fails = true;
        using var monitor = Monitor();
        Repeat(20, () => _metrics.PaymentEnded("failed"));
        Assert.Single(await monitor.LookAsync(default));
        Assert.Contains(_log.Lines, line => line.StartsWith("Error Nobody could be told", StringComparison.Ordinal));

        _pager.Fails = false;
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.True((await monitor.LookAsync(default)).Single().IsOver);
        Assert.Equal(PaymentMeasure.SuccessRate, _pager.Alerts.Single().Measure);
    }

    [Theory]
    [InlineData("payment_intent.succeeded", "{}", "succeeded")]
    [InlineData("payment_intent.payment_failed", """{"last_payment_error":{"type":"card_error","decline_code":"insufficient_funds"}}""", "declined")]
    [InlineData("payment_intent.payment_failed", """{"last_payment_error":{"type":"api_error"}}""", "failed")]
    [InlineData("payment_intent.payment_failed", """{"last_payment_error":null}""", "failed")]
    [InlineData("charge.succeeded", "{}", null)]
    public void What_an_event_says_of_a_payment(string type, string data, string? outcome) => Assert.Equal(
        outcome, PaymentOutcome.Of(new StripeWebhookEvent("evt_1", type, "pi_1", false, DateTimeOffset.UnixEpoch, null, $$$"""{"data":{"object":{{{data}}}}}""")));

    public void Dispose()
    {
        _resilience.Dispose();
        _metrics.Dispose();
    }

    private static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++) act();
    }

    private PaymentMonitor Monitor()
    {
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(_log));
        return new PaymentMonitor(_metrics, _resilience, [_pager], Options.Create(_options), _time, factory.CreateLogger<PaymentMonitor>());
    }

    private sealed class Pager : IPaymentAlertHandler
    {
        public bool Fails { get; set; }

        public List<PaymentAlert> Alerts { get; } = [];

        public Task AlertAsync(PaymentAlert alert, CancellationToken cancellationToken)
        {
            if (Fails) throw new IOException("The pager is away.");
            Alerts.Add(alert);
            return Task.CompletedTask;
        }
    }
}
