using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PaymentSafety.Runtime.Webhooks;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Stripe's webhook as an endpoint.</summary>
public static class StripeWebhookEndpointExtensions
{
    /// <summary>
    /// Maps the webhook: the raw body is checked (signature by any of the configured secrets, time, mode, version), kept in the inbox, and answered at once; the app's
    /// <see cref="IStripeWebhookHandler"/> runs afterwards. Anonymous and without an anti-forgery token: Stripe has neither, and signs instead.
    /// </summary>
    /// <param name="endpoints">The app's endpoints.</param>
    /// <param name="pattern">The route, as it is registered with Stripe: <c>/webhooks/stripe</c>.</param>
    /// <exception cref="InvalidOperationException">AddWebhookHandler was not called.</exception>
    public static IEndpointConventionBuilder MapStripeWebhook(this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var receiver = endpoints.ServiceProvider.GetService<StripeWebhookReceiver>()
            ?? throw new InvalidOperationException("Nothing handles webhooks: builder.Services.AddPaymentSafety().AddWebhookHandler<…>() comes before MapStripeWebhook.");
        return endpoints.MapPost(pattern, context => ReceiveAsync(context, receiver)).AllowAnonymous().DisableAntiforgery().WithDisplayName("Stripe webhook");
    }

    private static async Task ReceiveAsync(HttpContext context, StripeWebhookReceiver receiver)
    {
        var body = await ReadAsync(context.Request, receiver.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        // What cannot be kept throws, and is answered with 500: Stripe sends it again.
        var verdict = await receiver.ReceiveAsync(body, context.Request.Headers["Stripe-Signature"], context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = verdict.Status;
        // Stripe's Dashboard shows the answer to whoever looks why an event failed.
        if (verdict.Refusal is { } refusal) await context.Response.WriteAsync(refusal.ToString(), context.RequestAborted).ConfigureAwait(false);
    }

    /// <returns>The body; of one that is too large, one byte more than is allowed.</returns>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(request.ContentLength is { } length && length <= most ? (int)length : 0);
        var chunk = new byte[16 * 1024];
        while (body.Length <= most && await request.Body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is var read and > 0) body.Write(chunk, 0, read);
        return body.GetBuffer().AsMemory(0, (int)Math.Min(body.Length, most + 1L));
    }
}
