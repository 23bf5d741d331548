using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.Plans;

/// <summary>Reads the app's own table of plans: from an export where one is named, else from the database.</summary>
internal static class PlansGathering
{
    /// <param name="facts">What is known without the table.</param>
    /// <param name="earlier">What an earlier part of this run read: the same table is not read again. Null when nothing was.</param>
    /// <param name="redactor">Learns the connection string.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>Null when neither was asked for, or the run stays offline.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<StoredPlans?> ReadAsync(PreflightFacts facts, StoredPlans? earlier, Redactor redactor, CancellationToken cancellationToken)
    {
        var table = facts.Map.Map?.PlanTable() ?? new PlanTable(DatabaseProvider.PostgreSql, null, "plans", "id", "stripe_price_id");
        if (facts.Options.PlansFile is { } file)
            return PlansExport.Read(Path.GetFullPath(file, facts.Options.ProjectDirectory), table, facts.Project);
        if (facts.Options.Database is not { } setting)
            return null;

        var place = facts.Map.Map?.DatabasePlace ?? facts.Project;
        if (facts.Options.PlanReaders(table.Provider) is not { } reader)
            return StoredPlans.Unknown(CheckTable.DatabaseNotRead.At(place, ("provider", table.Provider.Name()), ("readers", Readers(facts.Options))), place);
        // A file is read without a network.
        if (facts.Options.Offline && table.Provider != DatabaseProvider.Sqlite)
            return null;
        if (facts.Configuration.Find([setting]) is not { } value)
        {
            return StoredPlans.Unknown(CheckTable.NoConnectionString.At(
                facts.Project, ("name", setting), ("sources", Words.List([.. facts.Configuration.Searched])), ("environment", facts.Decision.EnvironmentName)), place);
        }

        redactor.Hide(value.Value);
        var asked = (value.Value, table);
        if (earlier?.Asked == asked)
            return earlier;
        var answer = await reader.ReadAsync(new DatabaseConnection(value.Name, value.Value, facts.Options.ProjectDirectory), table, cancellationToken).ConfigureAwait(false);
        var stored = answer.Plans is { } plans
            ? new StoredPlans([.. plans.Select(plan => new StoredPlan(plan.Id, plan.PriceId, null))], place)
            : StoredPlans.Unknown(DatabaseObstacles.Of(answer.Fault!, value, table, place, facts.Project), place);
        return stored with { Asked = asked };
    }

    private static string Readers(PreflightOptions options) =>
        Words.List([.. Enum.GetValues<DatabaseProvider>().Where(provider => options.PlanReaders(provider) is not null).Select(provider => provider.Name())]);
}
