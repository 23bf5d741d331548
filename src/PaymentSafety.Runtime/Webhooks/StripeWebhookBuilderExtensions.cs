using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Settings;
using PaymentSafety.Runtime.Webhooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the handling of Stripe's webhooks.</summary>
public static class StripeWebhookBuilderExtensions
{
    /// <summary>
    /// Adds the app's handler, the inbox (in memory, unless a package such as PaymentSafety.Runtime.PostgreSql replaces it) and the service that hands the events to the
    /// handler. The endpoint itself is mapped by PaymentSafety.Runtime.AspNetCore (<c>MapStripeWebhook</c>).
    /// </summary>
    /// <typeparam name="THandler">The app's handler; made anew for each event, in a scope of its own.</typeparam>
    public static PaymentSafetyBuilder AddWebhookHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this PaymentSafetyBuilder builder)
        where THandler : class, IStripeWebhookHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddScoped<IStripeWebhookHandler, THandler>();
        services.Configure<PaymentSafetyOptions>(options => options.TakesWebhooks = true);
        services.TryAddSingleton<WebhookSignal>();
        services.TryAddSingleton<IStripeWebhookInbox>(provider => new InMemoryStripeWebhookInbox(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new StripeWebhookGuard(
            provider.GetRequiredService<IOptions<PaymentSafetyOptions>>(), provider.GetRequiredService<StripeSettingsReader>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new StripeWebhookReceiver(
            provider.GetRequiredService<StripeWebhookGuard>(),
            provider.GetRequiredService<IStripeWebhookInbox>(),
            provider.GetRequiredService<WebhookSignal>(),
            provider.GetRequiredService<IOptions<PaymentSafetyOptions>>(),
            provider.GetRequiredService<PaymentMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StripeWebhookReceiver>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StripeWebhookProcessor>());
        return builder;
    }
}
