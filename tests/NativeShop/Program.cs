using PaymentSafety.Runtime.Idempotency;
using PaymentSafety.Runtime.Masking;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Webhooks;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddHttpClient("stripe").AddHttpMessageHandler<StripeResilienceHandler>();
builder.Services.AddPaymentSafety().AddWebhookHandler<PaidOrders>();

var app = builder.Build();
app.MapStripeWebhook("/webhooks/stripe");
// Every part is used, so that the compiler looks at every part.
app.MapGet("/parts", context => context.Response.WriteAsync(string.Join('\n',
    CardMask.Mask("4242 4242 4242 4242"),
    PaymentRedactor.Redact("Card 4242424242424242"),
    StripeErrorClassifier.Classify(402, """{"error":{"type":"card_error","decline_code":"expired_card"}}""").DecidedBy,
    context.RequestServices.GetRequiredService<StripeResilience>().Breaker,
    context.RequestServices.GetRequiredService<IHttpClientFactory>().CreateClient("stripe").Timeout,
    PostgreSqlSchema.Sql.Length > 0 && typeof(PostgreSqlStripeWebhookInbox).IsSealed)));
await app.RunAsync();

internal sealed class PaidOrders(IIdempotencyStore keys, ILogger<PaidOrders> logger) : IStripeWebhookHandler
{
    public async Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var entry = await keys.BeginAsync("fulfil", webhookEvent.ObjectId!, webhookEvent.Type, cancellationToken);
        await keys.CompleteAsync(entry, webhookEvent.Id, cancellationToken);
        // The card stands for what a careless line would hold.
        logger.LogInformation("Fulfilled {Key}, paid with {Card}", entry.Key, "4242424242424242");
    }
}
