using System.Diagnostics;
using Stripe;

namespace ValidCode.Money;

/// <summary>double where it belongs: time, places on the map, shares of a progress bar.</summary>
internal sealed class FloatingPointThatIsNotMoney(PaymentIntentService intents)
{
    private readonly Stopwatch _watch = new();

    public double Progress(int page, int pages) => pages == 0 ? 1.0 : (double)page / pages;

    public double Kilometres((double Latitude, double Longitude) from, (double Latitude, double Longitude) to)
    {
        var x = (to.Longitude - from.Longitude) * Math.Cos((from.Latitude + to.Latitude) / 2.0);
        var y = to.Latitude - from.Latitude;
        return Math.Sqrt((x * x) + (y * y)) * 6371.0;
    }

    public async Task<(PaymentIntent Intent, double Seconds)> TimedAsync(Order order)
    {
        _watch.Restart();
        var intent = await intents.CreateAsync(
            new() { Amount = order.Amount, Currency = order.Currency },
            new() { IdempotencyKey = $"order:{order.Id}" });
        return (intent, _watch.Elapsed.TotalSeconds);
    }

    public TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(Math.Min(30.0, Math.Pow(2.0, attempt)) * (0.5 + Random.Shared.NextDouble()));

    public PaymentIntentCreateOptions Parked(TimeSpan time, long perHour) => new() { Currency = "eur", Amount = (long)Math.Ceiling(time.TotalHours) * perHour };
}
