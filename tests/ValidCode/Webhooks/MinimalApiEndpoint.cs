using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Stripe;

namespace ValidCode.Webhooks;

internal static class MinimalApiEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/stripe/events", HandleAsync);

    /// <summary>Two secrets while one is being replaced: what neither of them signed is refused.</summary>
    private static async Task<Results<Ok, BadRequest<string>>> HandleAsync(
        HttpRequest request, IConfiguration configuration, IInbox inbox, IOrderStore orders, CancellationToken cancellationToken)
    {
        var body = await new StreamReader(request.Body).ReadToEndAsync(cancellationToken);
        var signature = request.Headers["Stripe-Signature"].ToString();
        var verified = Verify(body, signature, configuration["Stripe:WebhookSecret"]) ?? Verify(body, signature, configuration["Stripe:PreviousWebhookSecret"]);
        if (verified is null)
            return TypedResults.BadRequest("not signed by Stripe");

        if (verified is { Livemode: true, Type: EventTypes.PaymentIntentSucceeded, Data.Object: PaymentIntent intent }
            && await inbox.TryAddAsync(verified.Id, cancellationToken))
        {
            await orders.MarkPaidAsync(Guid.Parse(intent.Metadata["order_id"]), intent.Id, cancellationToken);
        }

        return TypedResults.Ok();
    }

    private static Event? Verify(string body, string signature, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
            return null;

        try
        {
            return EventUtility.ConstructEvent(body, signature, secret, tolerance: 300);
        }
        catch (StripeException e) when (e.StripeError is null)
        {
            // Signed with the other secret, or by somebody else: the caller tells these apart.
            return null;
        }
    }
}
