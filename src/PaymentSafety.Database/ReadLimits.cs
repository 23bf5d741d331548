using System.Globalization;

namespace PaymentSafety.Database;

/// <summary>How much of a database is asked for, and how long.</summary>
public sealed record ReadLimits
{
    public static readonly ReadLimits Default = new();

    /// <summary>How long the statement may wait for a lock. A publish waits with it.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take where the connection string says nothing.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>More rows are no table of plans: a name was mixed up.</summary>
    public int MostPlans { get; init; } = 100_000;

    /// <summary>The statement as a whole: a little more, so that a lock is called a lock.</summary>
    internal TimeSpan Statement => Lock + TimeSpan.FromSeconds(1);

    /// <summary>Our own patience, for a server that does not keep its limits.</summary>
    internal TimeSpan Client => Lock + TimeSpan.FromSeconds(5);

    internal string TooMany => $"the table has more than {MostPlans.ToString("N0", CultureInfo.InvariantCulture)} rows, which is no table of plans";

    internal string InWords => string.Create(CultureInfo.InvariantCulture, $"{Lock.TotalSeconds:0.#} s");
}
