using System.Net;
using Stripe;

namespace StripeSurface.Tests.Usage;

internal static class Errors
{
    public static async Task<string> PayAsync(InvoiceService invoices, string id)
    {
        try
        {
            var invoice = await invoices.PayAsync(id, requestOptions: new RequestOptions { IdempotencyKey = "pay-" + id });
            return invoice.Status;
        }
        catch (StripeException e) when (e.StripeError is { Type: "card_error", DeclineCode: "insufficient_funds" or "card_velocity_exceeded" })
        {
            return e.StripeError.DeclineCode;
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.TooManyRequests)
        {
            return e.StripeResponse.RequestId;
        }
        catch (StripeException e)
        {
            throw new InvalidOperationException($"{e.StripeError?.Code} {e.StripeError?.PaymentIntent?.Id}", e);
        }
    }
}
