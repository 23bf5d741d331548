using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PaymentSafety.Runtime.Health;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The health of payments as an endpoint.</summary>
public static class PaymentHealthEndpointExtensions
{
    /// <summary>
    /// Maps the health of payments: <c>{"status":"healthy","checks":{…}}</c>, with 200, and with 503 when a check is unhealthy. The answer holds no key and no personal data; who may ask is
    /// the app's to say (<c>RequireAuthorization</c>, <c>RequireHost</c>). Not for liveness: a restart mends nothing at Stripe.
    /// </summary>
    /// <param name="endpoints">The app's endpoints.</param>
    /// <param name="pattern">The route: <c>/health/payments</c>.</param>
    /// <exception cref="InvalidOperationException">AddHealth was not called.</exception>
    public static IEndpointConventionBuilder MapPaymentHealth(this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var health = endpoints.ServiceProvider.GetService<PaymentHealth>()
            ?? throw new InvalidOperationException("Nothing checks the health of payments: builder.Services.AddPaymentSafety().AddHealth() comes before MapPaymentHealth.");
        return endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], context => AnswerAsync(context, health)).WithDisplayName("Health of payments");
    }

    private static async Task AnswerAsync(HttpContext context, PaymentHealth health)
    {
        var report = await health.CheckAsync(context.RequestAborted).ConfigureAwait(false);
        var body = PaymentHealthJson.Write(report);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
