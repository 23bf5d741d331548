using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Monitoring;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the monitor of thresholds.</summary>
public static class PaymentMonitorBuilderExtensions
{
    /// <summary>Adds a hosted service that looks at the app's own metrics once a minute and logs what is worse than <see cref="PaymentMonitorOptions"/> allow.</summary>
    public static PaymentSafetyBuilder AddMonitoring(this PaymentSafetyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PaymentMonitor>());
        return builder;
    }

    /// <summary>Adds the monitor, and one who is told.</summary>
    /// <typeparam name="THandler">The app's way to a pager or a chat.</typeparam>
    public static PaymentSafetyBuilder AddMonitoring<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this PaymentSafetyBuilder builder)
        where THandler : class, IPaymentAlertHandler
    {
        builder.AddMonitoring().Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPaymentAlertHandler, THandler>());
        return builder;
    }
}
