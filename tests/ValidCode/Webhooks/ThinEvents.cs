using Microsoft.AspNetCore.Http;
using Stripe;
using Stripe.Events;
using Stripe.V2.Core;

namespace ValidCode.Webhooks;

/// <summary>Notifications of API v2: verified by the client, which then fetches what they speak of.</summary>
internal sealed class ThinEvents(StripeClient client, string secret, IInbox inbox, IWorkQueue queue)
{
    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var payload = await reader.ReadToEndAsync(context.RequestAborted);

        EventNotification notification;
        try
        {
            notification = client.ParseEventNotification(payload, context.Request.Headers["Stripe-Signature"], secret);
        }
        catch (StripeException e)
        {
            return Results.Problem(detail: e.StripeError?.Code, statusCode: StatusCodes.Status400BadRequest);
        }

        if (!notification.Livemode || !await inbox.TryAddAsync(notification.Id, context.RequestAborted))
            return Results.NoContent();

        switch (notification)
        {
            case V1BillingMeterErrorReportTriggeredEventNotification triggered:
                var meter = await triggered.FetchRelatedObjectAsync();
                await queue.EnqueueAsync("meter", meter.Id, context.RequestAborted);
                break;
            case UnknownEventNotification { RelatedObject: { } related }:
                await queue.EnqueueAsync(related.Type, related.Id, context.RequestAborted);
                break;
        }

        return Results.NoContent();
    }
}
