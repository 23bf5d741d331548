// references: packages missing
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Stripe;

namespace Tickets.Functions;

public class PaymentFunctions
{
    private readonly IStripeClient _stripe;
    private readonly ILogger<PaymentFunctions> _logger;

    public PaymentFunctions(IStripeClient stripe, ILogger<PaymentFunctions> logger)
    {
        _stripe = stripe;
        _logger = logger;
    }

    [Function("create-intent")]
    public async Task<HttpResponseData> CreateIntent([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequestData request)
    {
        var body = await request.ReadFromJsonAsync<TicketRequest>();
        var intent = await new PaymentIntentService(_stripe).CreateAsync(new PaymentIntentCreateOptions { Amount = body.Amount, Currency = "dkk" }); // PAY1001
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteAsJsonAsync(new { intent.ClientSecret });
        return response;
    }

    [Function("refund-ticket")]
    public async Task RefundTicket([QueueTrigger("refunds", Connection = "Storage")] RefundMessage message)
    {
        var refund = await new RefundService(_stripe).CreateAsync(new RefundCreateOptions { Charge = message.ChargeId }); // PAY1009
        _logger.LogInformation("Refunded as {Refund}", refund.Id);
    }

    [Function("settle")]
    public async Task Settle([ServiceBusTrigger("settlements", Connection = "Bus")] SettlementMessage message, FunctionContext context)
    {
        await new TransferService(_stripe).CreateAsync(
            new TransferCreateOptions { Amount = message.Amount, Currency = "dkk", Destination = message.Account },
            new RequestOptions { IdempotencyKey = message.SettlementId });
    }

    [Function("settle-late")]
    public async Task SettleLate([ServiceBusTrigger("late", Connection = "Bus")] SettlementMessage message)
    {
        var key = Guid.NewGuid();
        _logger.LogInformation("Key {Key}", key);
        await new TransferService(_stripe).CreateAsync( // PAY1009
            new TransferCreateOptions { Amount = message.Amount, Currency = "dkk", Destination = message.Account },
            new RequestOptions { IdempotencyKey = key.ToString("N") });
    }

    [FunctionName("nightly")]
    public async Task Nightly([TimerTrigger("0 0 3 * * *")] TimerInfo timer)
    {
        await new Stripe.Reporting.ReportRunService(_stripe).CreateAsync(new Stripe.Reporting.ReportRunCreateOptions { ReportType = "balance.summary.1" }); // PAY1001
    }
}

public static class InProcessFunctions
{
    [FunctionName("capture")]
    public static async Task Run([QueueTrigger("captures")] string paymentIntentId, ILogger log)
    {
        await new PaymentIntentService().CaptureAsync(paymentIntentId); // PAY1009
    }
}
