namespace PaymentSafety.Database.Migrations;

/// <summary>The names in a script, quoted.</summary>
internal sealed class MigrationNames
{
    public MigrationNames(MigrationDialect dialect, PlanTable table, string suffix)
    {
        BareTable = table.Table;
        BareBackup = MigrationDialect.Fit(table.Table, "_backup_" + suffix);
        BareSchema = table.Schema;
        var schema = table.Schema is null ? "" : dialect.Quote(table.Schema) + ".";
        Table = schema + dialect.Quote(table.Table);
        Backup = schema + dialect.Quote(BareBackup);
        Id = dialect.Quote(table.IdColumn);
        Price = dialect.Quote(table.PriceColumn);
        Map = dialect.Temporary("ps_map", table);
        Row = dialect.Temporary("ps_row", table);
        Assert = dialect.Temporary("ps_assert", table);
        Probe = dialect.Temporary("ps_probe", table);
    }

    public string Table { get; }

    public string Backup { get; }

    public string Id { get; }

    public string Price { get; }

    /// <summary>What the price map says: plan_id, test_id, live_id, required.</summary>
    public string Map { get; }

    /// <summary>What the rows held when the script looked: plan_id, price_id.</summary>
    public string Row { get; }

    /// <summary>What was proved: guard, ok.</summary>
    public string Assert { get; }

    /// <summary>For a trial of the server.</summary>
    public string Probe { get; }

    public string BareTable { get; }

    public string BareBackup { get; }

    public string? BareSchema { get; }
}
