using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Stripe;

namespace ValidCode.Webhooks;

/// <summary>
/// Events that come through a bus which drops headers. Only the id is taken from the message; what is acted on is what Stripe
/// answers for that id.
/// </summary>
internal sealed class FetchedAgain(EventService events, PaymentIntentService intents, IInbox inbox, IOrderStore orders)
{
    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var message = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        if (message.RootElement.GetProperty("id").GetString() is not { } id || !id.StartsWith("evt_", StringComparison.Ordinal))
            return Results.BadRequest();

        var confirmed = await events.GetAsync(id, cancellationToken: cancellationToken);
        if (confirmed.Livemode && confirmed.Type == EventTypes.PaymentIntentSucceeded && await inbox.TryAddAsync(confirmed.Id, cancellationToken))
        {
            var intent = await intents.GetAsync(((PaymentIntent)confirmed.Data.Object).Id, cancellationToken: cancellationToken);
            if (intent.Status == "succeeded")
                await orders.MarkPaidAsync(Guid.Parse(intent.Metadata["order_id"]), intent.Id, cancellationToken);
        }

        return Results.NoContent();
    }

    /// <summary>What was missed while the endpoint was down, read from Stripe itself.</summary>
    public async IAsyncEnumerable<string> MissedAsync(
        DateTime since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new EventListOptions { DeliverySuccess = false, Created = new DateRangeOptions { GreaterThanOrEqual = since } };
        await foreach (var missed in events.ListAutoPagingAsync(options, cancellationToken: cancellationToken))
        {
            if (missed.Livemode && await inbox.TryAddAsync(missed.Id, cancellationToken))
                yield return missed.Id;
        }
    }
}
