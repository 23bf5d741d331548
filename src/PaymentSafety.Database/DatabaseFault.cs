namespace PaymentSafety.Database;

/// <summary>Why no plans came out of a database.</summary>
public enum DatabaseFaultKind
{
    /// <summary>The connection string means nothing.</summary>
    ConnectionString,

    /// <summary>Refused, unknown, too late, or no such file.</summary>
    Unreachable,

    /// <summary>User, password or database.</summary>
    LoginRefused,

    /// <summary>No TLS, or a certificate that is not trusted.</summary>
    Tls,

    /// <summary>The table or a column does not exist.</summary>
    NoSuchTable,

    /// <summary>The user may not read the table, or not all of it.</summary>
    NoPermission,

    /// <summary>A lock of another session, or a table that takes too long.</summary>
    TooLate,

    /// <summary>The program that this kind of database is read with is not installed.</summary>
    NoClient,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Why no plans came out of a database, in words that hold no password.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Reason">Completes a sentence: small letter at the start, no full stop at the end.</param>
public sealed record DatabaseFault(DatabaseFaultKind Kind, string Reason)
{
    /// <summary>Host, port and database, as far as the connection string names them.</summary>
    public string Server { get; init; } = "";

    /// <summary>The user that logged in, as far as it is known.</summary>
    public string User { get; init; } = "";
}

/// <summary>What asking a database gave: plans, or a fault.</summary>
public sealed record PlansAnswer
{
    private PlansAnswer()
    {
    }

    public IReadOnlyList<DatabasePlan>? Plans { get; private init; }

    public DatabaseFault? Fault { get; private init; }

    public static PlansAnswer Of(IReadOnlyList<DatabasePlan> plans) => new() { Plans = plans };

    public static PlansAnswer Failed(DatabaseFault fault) => new() { Fault = fault };
}
