using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Tests.Nodes;

/// <summary>The webhook's way to the same grant.</summary>
internal sealed class PaidPayments(IPaymentGrant grant) : IStripeWebhookHandler
{
    public async Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        if (webhookEvent.ReadPayment() is { } payment) await grant.GrantAsync(payment, cancellationToken);
    }
}
