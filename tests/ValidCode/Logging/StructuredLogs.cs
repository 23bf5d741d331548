using Microsoft.Extensions.Logging;
using Stripe;

namespace ValidCode.Logging;

/// <summary>Ids, states and sums of Stripe's objects in three logging libraries: never the objects, never a secret.</summary>
internal sealed class StructuredLogs(ILogger<StructuredLogs> logger, Serilog.ILogger serilog, NLog.Logger nlog)
{
    private static readonly Action<ILogger, string, long, Exception?> Paid =
        LoggerMessage.Define<string, long>(LogLevel.Information, new EventId(7, nameof(Paid)), "paid {PaymentIntent} {Amount}");

    public async Task<string> StartAsync(PaymentIntentService intents, Order order)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["OrderId"] = order.Id, ["Customer"] = order.CustomerId });
        var intent = await intents.CreateAsync(
            new PaymentIntentCreateOptions { Amount = order.Amount, Currency = order.Currency },
            new RequestOptions { IdempotencyKey = $"order:{order.Id}" });

        Paid(logger, intent.Id, intent.Amount, null);
        serilog.ForContext("PaymentIntent", intent.Id).Information("{@Payment} started", new { intent.Id, intent.Status, intent.Currency });
        nlog.Info("payment {0} is {1}", intent.Id, intent.Status);
        logger.LogDebug("the browser gets a secret of {Length} characters: {HasSecret}", intent.ClientSecret.Length, intent.ClientSecret is not null);
        return intent.ClientSecret ?? throw new InvalidOperationException($"{intent.Id} has no client secret.");
    }

    public void Moved(Transfer transfer, Payout payout, Subscription subscription)
    {
        logger.LogInformation($"transfer {transfer.Id} to {transfer.DestinationId}, payout {payout.Id} arrives {payout.ArrivalDate:d}");
        NLog.ILoggerExtensions.ForInfoEvent(nlog).Message("subscription {id} is {status}", subscription.Id, subscription.Status).Log();
        serilog.Information("items {Items}", subscription.Items.Data.Select(i => i.Price.Id).ToArray());
    }

    public void Started(string publishableKey)
    {
        var isLive = StripeConfiguration.ApiKey?.StartsWith("sk_live_", StringComparison.Ordinal) == true;
        logger.LogInformation(
            "Stripe {Mode}, API version {Version}, publishable key {PublishableKey}",
            isLive ? "live" : "test", StripeConfiguration.ApiVersion, publishableKey);
    }

    /// <summary>Options classes print their type's name, which tells nothing.</summary>
    public void Sending(CustomerCreateOptions options) => logger.LogTrace("sending {OptionsType}", options.GetType().Name);
}
