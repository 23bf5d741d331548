namespace PaymentSafety.Runtime.Health;

/// <summary>One check, that knows nothing of the others.</summary>
internal interface IHealthQuestion
{
    /// <summary>Its name in the answer.</summary>
    public string Name { get; }

    /// <summary>How long its answer is kept.</summary>
    public TimeSpan KeptFor { get; }

    /// <summary>Finds out. What it throws is unknown.</summary>
    public Task<HealthFinding> AskAsync(CancellationToken cancellationToken);
}
