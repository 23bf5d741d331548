using System.Diagnostics;
using System.Text;
using Stripe;

namespace Parcel.Payments;

public static class IdempotencyKeyGenerator
{
    public static string Generate() => Guid.NewGuid().ToString("N");

    public static string For(string operation, string id) => $"{operation}:{id}";

    public static string Timestamped(string operation) => operation + "-" + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff");
}

public static class RequestOptionsExtensions
{
    public static RequestOptions WithFreshKey(this RequestOptions options)
    {
        options.IdempotencyKey = Guid.NewGuid().ToString();
        return options;
    }

    public static RequestOptions WithKey(this RequestOptions options, string key)
    {
        options.IdempotencyKey = key;
        return options;
    }
}

public sealed class FreshKeys(PaymentIntentService intents, RefundService refunds, ILogger<FreshKeys> logger)
{
    public Task<PaymentIntent> InlineAsync(PaymentIntentCreateOptions options) =>
        intents.CreateAsync(options, new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() }); // PAY1003

    public async Task<PaymentIntent> LoggedAsync(PaymentIntentCreateOptions options, string parcelId)
    {
        var idempotencyKey = $"{parcelId}_{Guid.NewGuid()}";
        logger.LogInformation("Creating intent with key {Key}", idempotencyKey);
        return await intents.CreateAsync(options, new RequestOptions { IdempotencyKey = idempotencyKey }); // PAY1003
    }

    public Task<PaymentIntent> HelperAsync(PaymentIntentCreateOptions options) =>
        intents.CreateAsync(options, new RequestOptions { IdempotencyKey = IdempotencyKeyGenerator.Generate() }); // PAY1003

    public Task<PaymentIntent> HelperForAsync(PaymentIntentCreateOptions options, string parcelId) =>
        intents.CreateAsync(options, new RequestOptions { IdempotencyKey = IdempotencyKeyGenerator.For("pay", parcelId) });

    public Task<PaymentIntent> TimestampedAsync(PaymentIntentCreateOptions options) =>
        intents.CreateAsync(options, new RequestOptions { IdempotencyKey = IdempotencyKeyGenerator.Timestamped("pay") }); // PAY1003

    public Task<PaymentIntent> TicksAsync(PaymentIntentCreateOptions options, string parcelId) =>
        intents.CreateAsync(options, new RequestOptions { IdempotencyKey = parcelId + DateTime.Now.Ticks }); // PAY1003

    public Task<PaymentIntent> SecondsAsync(PaymentIntentCreateOptions options, string parcelId)
    {
        var now = DateTimeOffset.UtcNow;
        return intents.CreateAsync(options, new RequestOptions { IdempotencyKey = $"{parcelId}-{now.ToUnixTimeSeconds()}" }); // PAY1003
    }

    public Task<PaymentIntent> ClockAsync(PaymentIntentCreateOptions options, TimeProvider clock, string parcelId) =>
        intents.CreateAsync(options, new RequestOptions { IdempotencyKey = $"{parcelId}-{clock.GetUtcNow():O}" }); // PAY1003

    public Task<Refund> CutAsync(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = Guid.NewGuid().ToString("N")[..16] }); // PAY1003

    public Task<Refund> SubstringAsync(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = Guid.NewGuid().ToString().Substring(0, 8).ToUpperInvariant() }); // PAY1003

    public Task<Refund> RandomAsync(RefundCreateOptions options)
    {
        var random = new Random();
        var suffix = random.Next(100000, 999999);
        return refunds.CreateAsync(options, new() { IdempotencyKey = $"refund-{options.Charge}-{suffix}" }); // PAY1003
    }

    public Task<Refund> SharedRandomAsync(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = Random.Shared.NextInt64().ToString() }); // PAY1003

    public Task<Refund> VersionSevenAsync(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = Guid.CreateVersion7().ToString() }); // PAY1003

    public Task<Refund> BuilderAsync(RefundCreateOptions options)
    {
        var builder = new StringBuilder();
        builder.Append("refund-").Append(Guid.NewGuid());
        return refunds.CreateAsync(options, new() { IdempotencyKey = builder.ToString() }); // PAY1003
    }

    public Task<Refund> FormattedAsync(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = string.Format("{0}-{1}", "refund", Guid.NewGuid()) }); // PAY1003

    public Task<Refund> Base64Async(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = Convert.ToBase64String(Guid.NewGuid().ToByteArray()) }); // PAY1003

    public Task<Refund> StopwatchAsync(RefundCreateOptions options) =>
        refunds.CreateAsync(options, new() { IdempotencyKey = Stopwatch.GetTimestamp().ToString() }); // PAY1003

    public Task<Refund> ExtensionAsync(RefundCreateOptions options) => refunds.CreateAsync(options, new RequestOptions().WithFreshKey()); // PAY1003

    public Task<Refund> KeyedExtensionAsync(RefundCreateOptions options, string refundId) =>
        refunds.CreateAsync(options, new RequestOptions().WithKey("refund-" + refundId));

    public Task<Refund> LaterAsync(RefundCreateOptions options)
    {
        var requestOptions = new RequestOptions { StripeAccount = "acct" };
        requestOptions.IdempotencyKey = Guid.NewGuid().ToString();
        return refunds.CreateAsync(options, requestOptions); // PAY1003
    }

    public async Task<List<Refund>> EachAsync(IEnumerable<string> charges)
    {
        var made = new List<Refund>();
        foreach (var charge in charges)
        {
            var key = Guid.NewGuid().ToString();
            made.Add(await refunds.CreateAsync(new() { Charge = charge }, new() { IdempotencyKey = key })); // PAY1003
        }

        return made;
    }

    public Task<Refund> DailyAsync(string parcelId) =>
        refunds.CreateAsync(new() { Charge = parcelId }, new() { IdempotencyKey = $"refund-{parcelId}-{DateTime.UtcNow:yyyyMMdd}" });

    public async Task<Refund> MetadataAsync(RefundCreateOptions options)
    {
        // The key in the metadata is kept by Stripe, and no repeat finds it there before it makes its own.
        var key = Guid.NewGuid().ToString();
        options.Metadata = new Dictionary<string, string> { ["key"] = key };
        return await refunds.CreateAsync(options, new() { IdempotencyKey = key }); // PAY1003
    }

    public PaymentIntent Sync(PaymentIntentCreateOptions options)
    {
        RequestOptions MakeOptions() => new() { IdempotencyKey = Guid.NewGuid().ToString() };
        return intents.Create(options, MakeOptions()); // PAY1003
    }

    public Task<PaymentIntent> EitherFreshAsync(PaymentIntentCreateOptions options, bool shortKey)
    {
        var key = shortKey ? Guid.NewGuid().ToString("N") : Guid.NewGuid().ToString();
        return intents.CreateAsync(options, new RequestOptions { IdempotencyKey = key }); // PAY1003
    }
}
