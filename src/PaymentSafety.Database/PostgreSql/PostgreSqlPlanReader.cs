using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace PaymentSafety.Database.PostgreSql;

/// <summary>Reads plans from PostgreSQL, in a read-only transaction that neither waits nor reads for long.</summary>
public sealed class PostgreSqlPlanReader(ReadLimits limits) : IPlanReader
{
    /// <inheritdoc/>
    public async Task<PlansAnswer> ReadAsync(DatabaseConnection connection, PlanTable table, CancellationToken cancellationToken)
    {
        if (PostgreSqlConnectionString.Parse(connection.ConnectionString, out var reason) is not { } settings)
            return PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.ConnectionString, reason));
        Adjust(settings);
        try
        {
            // The driver notices only between two answers of the server that nobody waits for it any more.
            return await ReadAsync(settings, table, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception
            is NpgsqlException or SocketException or TimeoutException or IOException or OperationCanceledException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return PlansAnswer.Failed(PostgreSqlFaults.Of(exception, settings, limits));
        }
    }

    private void Adjust(NpgsqlConnectionStringBuilder settings)
    {
        settings.ApplicationName ??= "PaymentSafety";
        settings.CommandTimeout = (int)Math.Ceiling(limits.Client.TotalSeconds);
        if (settings.Timeout == 0)
            settings.Timeout = (int)limits.Connect.TotalSeconds;
        settings.Enlist = false;
        // One connection, once; several hosts are tried by the pool.
        settings.Pooling = settings.Host!.Contains(',', StringComparison.Ordinal);
    }

    private async Task<PlansAnswer> ReadAsync(NpgsqlConnectionStringBuilder settings, PlanTable table, CancellationToken cancellationToken)
    {
        // Nothing but text is read: the catalogue of types need not be asked for, which a pooler in between may not stand either.
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableTransportSecurity().EnableIntegratedSecurity().ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        var source = builder.Build();
        await using (source.ConfigureAwait(false))
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            // row_security: a policy that hides rows must be an error and not a plan that seems to be missing.
            await RunAsync(connection, string.Create(
                CultureInfo.InvariantCulture,
                $"BEGIN READ ONLY; SET LOCAL lock_timeout = {limits.Lock.TotalMilliseconds:0}; SET LOCAL statement_timeout = {limits.Statement.TotalMilliseconds:0}; SET LOCAL row_security = off"), cancellationToken).ConfigureAwait(false);
            var plans = await SelectAsync(connection, table, cancellationToken).ConfigureAwait(false);
            await RunAsync(connection, "ROLLBACK", cancellationToken).ConfigureAwait(false);
            return plans.Count > limits.MostPlans ? PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.Other, limits.TooMany) { Server = PostgreSqlFaults.ServerOf(settings) }) : PlansAnswer.Of(plans);
        }
    }

    private async Task<List<DatabasePlan>> SelectAsync(NpgsqlConnection connection, PlanTable table, CancellationToken cancellationToken)
    {
        var plans = new List<DatabasePlan>();
        var (id, price) = (Quote(table.IdColumn), Quote(table.PriceColumn));
        var source = table.Schema is null ? Quote(table.Table) : $"{Quote(table.Schema)}.{Quote(table.Table)}";
        var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT CAST(p.{id} AS text), CAST(p.{price} AS text) FROM {source} AS p WHERE p.{id} IS NOT NULL LIMIT {limits.MostPlans + 1}"), connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    plans.Add(new DatabasePlan(reader.GetString(0), await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(1)));
            }
        }

        return plans;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task RunAsync(NpgsqlConnection connection, string statements, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statements, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
