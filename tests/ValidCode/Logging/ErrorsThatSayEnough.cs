using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Stripe;

namespace ValidCode.Logging;

/// <summary>Errors with what support needs to find the request, and no more.</summary>
internal sealed class PaymentFailedException(string message, string? requestId, StripeException inner) : Exception(message, inner)
{
    public string? RequestId { get; } = requestId;
}

internal sealed class ErrorsThatSayEnough(ILogger<ErrorsThatSayEnough> logger, InvoiceService invoices)
{
    public async Task<bool> TryPayAsync(string invoiceId, Activity? activity)
    {
        activity?.SetTag("stripe.invoice", invoiceId);
        try
        {
            var invoice = await invoices.PayAsync(invoiceId, null, new RequestOptions { IdempotencyKey = $"pay:{invoiceId}" });
            activity?.AddEvent(new ActivityEvent("paid"));
            return invoice.Status == "paid";
        }
        catch (StripeException e) when (e.StripeError?.Type == "card_error")
        {
            logger.LogWarning("invoice {Invoice} declined: {DeclineCode}, advice {Advice}", invoiceId, e.StripeError.DeclineCode, e.StripeError.AdviceCode);
            return false;
        }
        catch (StripeException e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.StripeError?.Code);
            logger.LogError(
                e, "invoice {Invoice}: {Status} {Code}, request {Request}",
                invoiceId, e.HttpStatusCode, e.StripeError?.Code, e.StripeResponse?.RequestId);
            throw new PaymentFailedException($"Invoice {invoiceId} was not paid: {e.StripeError?.Code}.", e.StripeResponse?.RequestId, e);
        }
    }

    public void Check(string cardToken, string last4)
    {
        ArgumentException.ThrowIfNullOrEmpty(cardToken);
        if (last4.Length != 4)
            throw new ArgumentOutOfRangeException(nameof(last4), last4, "Expected the last four digits.");
        Debug.Assert(cardToken.StartsWith("pm_", StringComparison.Ordinal), "tokens of the browser are payment methods");
    }
}
