using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Health;
using PaymentSafety.Runtime.Reading;
using PaymentSafety.Runtime.Webhooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of payments.</summary>
public static class PaymentHealthBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="PaymentHealth"/> with the checks <c>stripe_api</c> and <c>webhook_endpoint</c>, and, where the app has what they look at, <c>price_ids</c>, <c>webhook_recent</c>
    /// and <c>database</c>. PaymentSafety.Runtime.AspNetCore maps it to a route (<c>MapPaymentHealth</c>).
    /// </summary>
    public static PaymentSafetyBuilder AddHealth(this PaymentSafetyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<StripeReads>();
        builder.Services.TryAddSingleton(provider => new PaymentHealth(
            Questions(provider, provider.GetRequiredService<IOptions<PaymentSafetyOptions>>().Value),
            provider.GetRequiredService<IOptions<PaymentSafetyOptions>>().Value.Health,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PaymentHealth>>()));
        return builder;
    }

    private static IEnumerable<IHealthQuestion> Questions(IServiceProvider provider, PaymentSafetyOptions options)
    {
        var stripe = provider.GetRequiredService<StripeReads>();
        yield return new StripeApiQuestion(stripe, options.Health);
        if (options.Health.PriceIds.Count > 0) yield return new PriceIdsQuestion(stripe, options.Health);
        yield return new WebhookEndpointQuestion(stripe, options.Health);
        if (options.TakesWebhooks) yield return new WebhookRecentQuestion(provider.GetRequiredService<IStripeWebhookInbox>(), options.Health, provider.GetRequiredService<TimeProvider>());
        if (provider.GetService<IPaymentDatabase>() is { } database) yield return new DatabaseQuestion(database, options.Health);
    }
}
