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

    /// <summary>Words that are money in a shop: here a total of weights, the cost of a path, the cosine of t, an amount of blur.</summary>
    public double[] Normalised(double[] weights)
    {
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        return [.. weights.Select(weight => weight / total)];
    }

    public double Path(double cost, double step) => cost + (step * Math.Sqrt(2.0));

    public (double X, double Y) Turned(double x, double y, double t)
    {
        double cost = Math.Cos(t), sint = Math.Sin(t);
        return ((cost * x) - (sint * y), (sint * x) + (cost * y));
    }

    public double Radius(double blurAmount) => blurAmount * 2.5;
}
