using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PaymentSafety.Tests.Nodes;

/// <summary>
/// A node of a shop: it reconciles, and handles the webhooks of the inbox, until it is killed or its standard input is closed. Settings come from the environment, as those of
/// any app.
/// </summary>
internal static class NodeProgram
{
    private const string Usage = """
        ShopNode loop|quartz
          loop    reconciles again and again, as fast as it can
          quartz  has Quartz.NET reconcile, on a clustered store in the shop's database
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["loop" or "quartz"])
        {
            await Console.Error.WriteLineAsync(Usage);
            return 3;
        }

        // Whoever started it must not leave it behind, not even when that one is killed.
        new Thread(EndWithInput) { IsBackground = true }.Start();

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Configuration.AddEnvironmentVariables();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        var connection = builder.Configuration.GetConnectionString("Shop") ?? throw new InvalidOperationException("ConnectionStrings__Shop is not set.");
        builder.Services.AddSingleton(new ShopSettings(
            builder.Configuration["Shop:Node"] ?? throw new InvalidOperationException("Shop__Node is not set."),
            builder.Configuration.GetValue("Shop:GrantTakes", TimeSpan.Zero),
            builder.Configuration.GetValue("Shop:Every", TimeSpan.FromHours(1))));
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        var payments = builder.Services.AddPaymentSafety().AddReconciliation<ShopGrant>(hosted: false).UsePostgreSql();
        if (args[0] == "loop")
        {
            payments.AddWebhookHandler<PaidPayments>();
            builder.Services.AddHostedService<ReconcilingLoop>();
        }
        else
        {
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ClusteredSchedule>(provider, connection));
        }

        await builder.Build().RunAsync();
        return 0;
    }

    private static void EndWithInput()
    {
        while (Console.In.Read() >= 0)
        {
        }

        Process.GetCurrentProcess().Kill();
    }
}
