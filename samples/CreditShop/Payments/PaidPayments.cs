using CreditShop.Accounts;
using PaymentSafety.Runtime.Webhooks;

namespace CreditShop.Payments;

/// <summary>Handles the events of the webhook, after they were verified, kept and answered.</summary>
internal sealed class PaidPayments(CreditGrant grant, ILogger<PaidPayments> logger) : IStripeWebhookHandler
{
    public async Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        // Others (a declined card) are counted by the runtime, and give nothing.
        if (webhookEvent.Type != "payment_intent.succeeded" || webhookEvent.ReadPayment() is not { } payment) return;
        var granted = await grant.GrantAsync(payment, GrantedBy.Webhook, cancellationToken);
        logger.LogInformation("{Payment} by webhook: {Outcome}", payment.Id, granted ? "granted" : "had been granted before");
    }
}
