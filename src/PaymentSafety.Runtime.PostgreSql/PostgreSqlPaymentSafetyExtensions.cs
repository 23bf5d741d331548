using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Health;
using PaymentSafety.Runtime.Idempotency;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Runtime.Webhooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps PaymentSafety's data in PostgreSQL.</summary>
public static class PostgreSqlPaymentSafetyExtensions
{
    /// <summary>Keeps idempotency keys, webhook events and the progress of the reconciliation in the app's database, and adds a <see cref="PostgreSqlPaymentLedger"/>. The tables are made by <see cref="PostgreSqlSchema.Sql"/>.</summary>
    /// <param name="builder">What AddPaymentSafety gave.</param>
    /// <param name="database">The connections; null takes the <see cref="NpgsqlDataSource"/> of the app's services. The caller's is not disposed.</param>
    public static PaymentSafetyBuilder UsePostgreSql(this PaymentSafetyBuilder builder, NpgsqlDataSource? database = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IIdempotencyStore>(provider => new PostgreSqlIdempotencyStore(database ?? provider.GetRequiredService<NpgsqlDataSource>())));
        builder.Services.Replace(ServiceDescriptor.Singleton<IStripeWebhookInbox>(provider => new PostgreSqlStripeWebhookInbox(database ?? provider.GetRequiredService<NpgsqlDataSource>())));
        builder.Services.Replace(ServiceDescriptor.Singleton<IReconciliationStore>(provider => new PostgreSqlReconciliationStore(database ?? provider.GetRequiredService<NpgsqlDataSource>())));
        builder.Services.TryAddSingleton(provider => new PostgreSqlPaymentLedger(database ?? provider.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.TryAddSingleton<IPaymentDatabase>(provider => new PostgreSqlPaymentDatabase(database ?? provider.GetRequiredService<NpgsqlDataSource>()));
        return builder;
    }
}
