namespace PaymentSafety.Database;

/// <summary>Reads a table of plans, and changes nothing.</summary>
public interface IPlanReader
{
    /// <exception cref="OperationCanceledException">The caller gave up; every other failure is a fault.</exception>
    public Task<PlansAnswer> ReadAsync(DatabaseConnection connection, PlanTable table, CancellationToken cancellationToken);
}
