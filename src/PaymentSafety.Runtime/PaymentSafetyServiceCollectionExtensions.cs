using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Idempotency;
using PaymentSafety.Runtime.Masking;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds PaymentSafety to an app.</summary>
public static class PaymentSafetyServiceCollectionExtensions
{
    /// <summary>
    /// Reads the Stripe settings from the app's configuration and checks them when the host starts, by the same rules and in the same words as the
    /// preflight gate (PF20xx, docs/preflight.md). An error stops the app with all problems in one message; warnings are logged. The log is masked from
    /// then on; call it after what sets up another log (UseSerilog, AddNLog).
    /// </summary>
    /// <param name="services">The app's services; the host adds its configuration and environment.</param>
    /// <param name="configure">Sets what the configuration does not; it wins.</param>
    /// <remarks>IIS starts an app at its first request, and a host that is built but not started checks nothing.</remarks>
    /// <exception cref="OptionsValidationException">When the host starts: a setting is missing, of the wrong mode or means nothing.</exception>
    public static PaymentSafetyBuilder AddPaymentSafety(this IServiceCollection services, Action<PaymentSafetyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        LogMasking.Add(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PaymentMetrics>();
        services.TryAddSingleton<StripeSettingsReader>();
        services.TryAddSingleton(provider => new StripeResilience(
            provider.GetRequiredService<IOptions<PaymentSafetyOptions>>().Value.Resilience, provider.GetRequiredService<PaymentMetrics>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddTransient<StripeResilienceHandler>();
        services.TryAddSingleton<IIdempotencyStore>(provider => new InMemoryIdempotencyStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<PaymentSafetyOptions>, ConfigurePaymentSafetyOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PaymentSafetyOptions>, ValidatePaymentSafetyOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartReport>());
        var options = services.AddOptionsWithValidateOnStart<PaymentSafetyOptions>();
        if (configure is not null) options.Configure(configure);
        return new PaymentSafetyBuilder(services);
    }
}
