using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PaymentSafety.Runtime.Masking;

/// <summary>Puts <see cref="MaskingLoggerFactory"/> around the factory that an app has.</summary>
internal static class LogMasking
{
    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        var last = services.Last(service => service.ServiceType == typeof(ILoggerFactory));
        if (last.ImplementationFactory?.Target is Decorated) return;

        services.Remove(last);
        // The container picks the constructor, and disposes what it made.
        if (last.ImplementationType is { } type) services.Add(new ServiceDescriptor(type, type, ServiceLifetime.Singleton));
        services.AddSingleton(new Decorated(last).Create);
    }

    private sealed class Decorated(ServiceDescriptor inner)
    {
        public ILoggerFactory Create(IServiceProvider provider) => new MaskingLoggerFactory(
            inner.ImplementationInstance as ILoggerFactory
            ?? inner.ImplementationFactory?.Invoke(provider) as ILoggerFactory
            ?? (ILoggerFactory)provider.GetRequiredService(inner.ImplementationType!));
    }
}
