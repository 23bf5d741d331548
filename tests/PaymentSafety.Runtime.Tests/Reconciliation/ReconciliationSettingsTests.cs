using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>What an app that reconciles must say before it starts.</summary>
public sealed class ReconciliationSettingsTests
{
    [Theory]
    [InlineData(null, "PF2001", "PaymentSafety:Reconciliation:Since")]
    // Without an offset it would be another moment on another computer.
    [InlineData("2026-01-31T00:00:00", "PF2025", "a moment such as 2026-01-31T00:00:00Z")]
    [InlineData("yesterday", "PF2025", "a moment such as 2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T00:00:00Z", null, null)]
    [InlineData("2026-01-31T01:00:00+01:00", null, null)]
    public async Task An_app_that_does_not_say_since_when_does_not_reconcile_from_the_beginning_of_time(string? since, string? id, string? words)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection([new("Stripe:SecretKey", TestKeys.Restricted("live")), new("PaymentSafety:Reconciliation:Since", since)]);
        builder.Services.AddPaymentSafety().AddReconciliation<Bank>(hosted: false);
        using var host = builder.Build();

        var problems = (await Record.ExceptionAsync(() => host.StartAsync()) as OptionsValidationException)?.Failures.ToList() ?? [];

        if (id is null)
        {
            Assert.Empty(problems);
            Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), host.Services.GetRequiredService<IOptions<PaymentSafetyOptions>>().Value.Reconciliation.Since);
            return;
        }

        Assert.Contains(problems, problem => problem.StartsWith(id, StringComparison.Ordinal) && problem.Contains(words!, StringComparison.Ordinal));
    }
}
