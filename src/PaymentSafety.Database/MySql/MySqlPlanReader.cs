using System.Globalization;
using System.Text;

namespace PaymentSafety.Database.MySql;

/// <summary>Reads plans from MySQL or MariaDB, in a read-only transaction that neither waits nor reads for long.</summary>
public sealed class MySqlPlanReader(ReadLimits limits) : IPlanReader
{
    /// <summary>The last line of a read that came to its end. It is no row: those are hexadecimal.</summary>
    private const string End = "end of plans";

    /// <inheritdoc/>
    public async Task<PlansAnswer> ReadAsync(DatabaseConnection connection, PlanTable table, CancellationToken cancellationToken)
    {
        if (MySqlConnectionSettings.Parse(connection.ConnectionString, out var reason) is not { } settings)
            return PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.ConnectionString, reason));
        if (await MySqlClient.FindAsync(cancellationToken).ConfigureAwait(false) is not { } client)
            return PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.NoClient, "neither the client program 'mariadb' nor 'mysql' is on the PATH"));

        if (settings.Tls >= MySqlTls.Required && await TlsFaultAsync(client, settings, cancellationToken).ConfigureAwait(false) is { } noTls)
            return PlansAnswer.Failed(noTls);
        var run = await client.RunAsync(settings, Statements(table), limits.Connect, limits.Client, cancellationToken).ConfigureAwait(false);
        // Not trimmed: a row may end in an empty text.
        var lines = run.Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines.SkipLast(1).Select(line => line.Split('\t')).ToList();
        if (run.ExitCode != 0 || lines is not [.., End] || !rows.TrueForAll(row => row.Length == 2))
            return PlansAnswer.Failed(MySqlFaults.Of(run, settings, limits));
        var plans = rows.ConvertAll(row => new DatabasePlan(Text(row[0])!, Text(row[1])));
        return plans.Count > limits.MostPlans ? PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.Other, limits.TooMany) { Server = settings.Shown }) : PlansAnswer.Of(plans);
    }

    /// <summary>MariaDB's client before 11.4 goes on without TLS where the server has none, although it was asked for.</summary>
    private async Task<DatabaseFault?> TlsFaultAsync(MySqlClient client, MySqlConnectionSettings settings, CancellationToken cancellationToken)
    {
        var run = await client.RunAsync(settings, "SHOW SESSION STATUS LIKE 'Ssl_cipher';\n", limits.Connect, limits.Client, cancellationToken).ConfigureAwait(false);
        return run.ExitCode != 0 ? MySqlFaults.Of(run, settings, limits)
            : run.Output.TrimEnd().EndsWith("Ssl_cipher", StringComparison.Ordinal) ? new DatabaseFault(DatabaseFaultKind.Tls, "the server speaks no TLS, and the connection string asks for it") { Server = settings.Shown }
            : null;
    }

    private string Statements(PlanTable table)
    {
        var (id, price) = (Quote(table.IdColumn), Quote(table.PriceColumn));
        var source = table.Schema is null ? Quote(table.Table) : $"{Quote(table.Schema)}.{Quote(table.Table)}";
        var seconds = Math.Ceiling(limits.Lock.TotalSeconds);
        // The two have different names for the time that a statement may take. Values come in hexadecimal, so that no sign in them can be taken for a tab or a line end.
        return string.Create(CultureInfo.InvariantCulture, $"""
            SET SESSION lock_wait_timeout = {seconds};
            SET @statement_time = IF(VERSION() LIKE '%MariaDB%', 'SET SESSION max_statement_time = {seconds + 1}', 'SET SESSION max_execution_time = {(seconds + 1) * 1000}');
            PREPARE statement_time FROM @statement_time;
            EXECUTE statement_time;
            START TRANSACTION READ ONLY;
            SELECT HEX(CONVERT(p.{id} USING utf8mb4)), HEX(CONVERT(p.{price} USING utf8mb4)) FROM {source} AS p WHERE p.{id} IS NOT NULL LIMIT {limits.MostPlans + 1};
            ROLLBACK;
            SELECT '{End}';

            """);
    }

    /// <summary>NULL is no hexadecimal number.</summary>
    private static string? Text(string hexadecimal) => hexadecimal == "NULL" ? null : Encoding.UTF8.GetString(Convert.FromHexString(hexadecimal));

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
