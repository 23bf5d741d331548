namespace PaymentSafety.Database;

/// <summary>Where an app keeps its plans: $database of the price map.</summary>
/// <param name="Provider">The kind of database.</param>
/// <param name="Schema">The schema, in MySQL the database; null for what the connection finds by itself.</param>
/// <param name="Table">The table.</param>
/// <param name="IdColumn">The column with the plan's own id.</param>
/// <param name="PriceColumn">The column with the id of its Stripe price.</param>
public sealed record PlanTable(DatabaseProvider Provider, string? Schema, string Table, string IdColumn, string PriceColumn)
{
    /// <summary>The table as a person writes it, without quotes.</summary>
    public string Shown => Schema is null ? Table : $"{Schema}.{Table}";

    /// <summary>Whether a text can name a table or a column: what a script or a message shows in one line.</summary>
    public static bool IsName(string text) => text.EnumerateRunes().Count() is > 0 and <= 128 && !text.Any(char.IsControl);
}
