using Npgsql;
using PaymentSafety.Runtime.Reconciliation;
using Quartz;

namespace PaymentSafety.Tests.Nodes;

/// <summary>Writes down, by the database's clock, when a node began a run and when it ended it.</summary>
internal sealed class RunBook(NpgsqlDataSource database, string node) : IJobListener
{
    public string Name => "run-book";

    public Task JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => WriteAsync(
        "INSERT INTO shop_run VALUES ($1, $2, $3, clock_timestamp(), NULL, NULL)", context.FireInstanceId, node, context.Recovering);

    public Task JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default) => WriteAsync(
        "UPDATE shop_run SET ended = clock_timestamp(), outcome = $2 WHERE id = $1",
        context.FireInstanceId,
        jobException?.ToString() ?? (context.Result is ReconciliationReport report ? report.IsOtherNodesTurn ? "other node" : report.IsComplete ? "complete" : "incomplete" : "no report"));

    private async Task WriteAsync(string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
