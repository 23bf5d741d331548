using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Reading;
using PaymentSafety.Runtime.Reconciliation;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>One node of a shop, put together as an app does it.</summary>
internal sealed class ReconcilerNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="grant">Made once; the nodes of a test share what is behind it.</param>
    /// <param name="transport">What stands in for the network; null for the real one.</param>
    public ReconcilerNode(
        string secretKey, IPaymentGrant grant, IReconciliationStore store, TimeProvider time, Action<PaymentSafetyOptions> configure, Func<HttpMessageHandler, HttpMessageHandler>? transport = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Stripe:SecretKey", secretKey)]).Build());
        services.AddSingleton<IHostEnvironment>(new Surroundings());
        services.AddLogging();
        services.AddSingleton(grant);
        services.AddSingleton(store);
        if (transport is not null) services.AddSingleton(provider => ActivatorUtilities.CreateInstance<StripeReads>(provider).Through(transport));
        services.AddPaymentSafety(options =>
        {
            options.Resilience.BaseDelay = TimeSpan.Zero;
            options.Reconciliation.RequestsPerSecond = 1_000_000;
            configure(options);
        }).AddReconciliation<Bank>(hosted: false).AddPaymentSelfCheck<Customers>();
        _services = services.BuildServiceProvider();
    }

    public PaymentReconciler Reconciler => _services.GetRequiredService<PaymentReconciler>();

    public PaymentSelfCheck SelfCheck => _services.GetRequiredService<PaymentSelfCheck>();

    public PaymentMetrics Metrics => _services.GetRequiredService<PaymentMetrics>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>The user "ann" is the customer cus_ann; "nobody" is none.</summary>
    private sealed class Customers : IPaymentCustomers
    {
        public Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(userId == "nobody" ? null : "cus_" + userId);
    }

    private sealed class Surroundings : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";

        public string ApplicationName { get; set; } = "shop";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
