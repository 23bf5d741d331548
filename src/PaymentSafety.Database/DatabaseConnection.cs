namespace PaymentSafety.Database;

/// <summary>How a database is reached. The connection string is a secret: it has no place in <see cref="ToString"/>.</summary>
/// <param name="setting">The name of the setting that holds the connection string.</param>
/// <param name="connectionString">Its value.</param>
/// <param name="folder">What a path in it is relative to.</param>
public sealed class DatabaseConnection(string setting, string connectionString, string folder)
{
    public string Setting { get; } = setting;

    public string ConnectionString { get; } = connectionString;

    public string Folder { get; } = folder;

    public override string ToString() => Setting;
}
