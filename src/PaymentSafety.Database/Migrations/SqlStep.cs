namespace PaymentSafety.Database.Migrations;

/// <summary>What a statement of a script is for.</summary>
internal enum SqlStepKind
{
    /// <summary>Changes or proves something.</summary>
    Work,

    /// <summary>Opens or ends the transaction.</summary>
    Transaction,

    /// <summary>Shows something to the person who runs the script.</summary>
    Display,

    /// <summary>Tells the server what the client program sends.</summary>
    Client,
}

/// <summary>One statement of a script.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Sql">Without the semicolon.</param>
/// <param name="Why">A line for the reader; null where the statement says it.</param>
internal sealed record SqlStep(SqlStepKind Kind, string Sql, string? Why = null);
