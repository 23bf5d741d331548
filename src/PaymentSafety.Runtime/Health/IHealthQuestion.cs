namespace PaymentSafety.Runtime.Health;

/// <summary>One check, that knows nothing of the others.</summary>
internal interface IHealthQuestion
{
    /// <summary>Its name in the answer.</summary>
    string Name { get; }

    /// <summary>How long its answer is kept.</summary>
    TimeSpan KeptFor { get; }

    /// <summary>Finds out. What it throws is unknown.</summary>
    Task<HealthFinding> AskAsync(CancellationToken cancellationToken);
}
