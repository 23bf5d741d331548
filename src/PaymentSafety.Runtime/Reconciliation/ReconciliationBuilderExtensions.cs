using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Reading;
using PaymentSafety.Runtime.Reconciliation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the comparison of Stripe's payments with what the app granted.</summary>
public static class ReconciliationBuilderExtensions
{
    /// <summary>
    /// Adds the reconciler (<see cref="PaymentReconciler"/>) and a hosted service that runs it. <see cref="ReconciliationOptions.Since"/> must be set. The watermark is kept in
    /// memory, unless a package such as PaymentSafety.Runtime.PostgreSql replaces that.
    /// </summary>
    /// <typeparam name="TGrant">What the app gives for a payment; made anew for each, in a scope of its own.</typeparam>
    /// <param name="builder">What AddPaymentSafety gave.</param>
    /// <param name="hosted">False where another scheduler runs it.</param>
    public static PaymentSafetyBuilder AddReconciliation<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TGrant>(this PaymentSafetyBuilder builder, bool hosted = true)
        where TGrant : class, IPaymentGrant
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddScoped<IPaymentGrant, TGrant>();
        services.Configure<PaymentSafetyOptions>(options => options.Reconciles = true);
        services.TryAddSingleton<StripeReads>();
        services.TryAddSingleton<MissingPayments>();
        services.TryAddSingleton<IReconciliationStore>(provider => new InMemoryReconciliationStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new PaymentReconciler(
            provider.GetRequiredService<StripeReads>(),
            provider.GetRequiredService<MissingPayments>(),
            provider.GetRequiredService<IReconciliationStore>(),
            provider.GetRequiredService<IOptions<PaymentSafetyOptions>>(),
            provider.GetRequiredService<PaymentMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PaymentReconciler>>()));
        if (hosted) services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ReconciliationService>());
        return builder;
    }

    /// <summary>Adds <see cref="PaymentSelfCheck"/>, a user's own button. It needs AddReconciliation besides.</summary>
    /// <typeparam name="TCustomers">The app's knowledge of who is which customer; made anew for each check, in a scope of its own.</typeparam>
    public static PaymentSafetyBuilder AddPaymentSelfCheck<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCustomers>(this PaymentSafetyBuilder builder)
        where TCustomers : class, IPaymentCustomers
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<IPaymentCustomers, TCustomers>();
        builder.Services.TryAddSingleton(provider => new PaymentSelfCheck(
            provider.GetRequiredService<StripeReads>(),
            provider.GetRequiredService<MissingPayments>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IOptions<PaymentSafetyOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
