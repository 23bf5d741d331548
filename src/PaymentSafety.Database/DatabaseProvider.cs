namespace PaymentSafety.Database;

/// <summary>The kinds of databases that a price map may name.</summary>
public enum DatabaseProvider
{
    PostgreSql,

    /// <summary>MySQL and MariaDB.</summary>
    MySql,

    Sqlite,

    SqlServer,
}

/// <summary>How the kinds are written and called.</summary>
public static class DatabaseProviders
{
    /// <summary>What a person writes in a map or on a command line; null for what is none of them.</summary>
    public static DatabaseProvider? Parse(string word) => word.Trim().ToLowerInvariant() switch
    {
        "postgresql" or "postgres" => DatabaseProvider.PostgreSql,
        "mysql" or "mariadb" => DatabaseProvider.MySql,
        "sqlite" => DatabaseProvider.Sqlite,
        "sqlserver" => DatabaseProvider.SqlServer,
        _ => null,
    };

    /// <summary>What the makers call it.</summary>
    public static string Name(this DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.MySql => "MySQL/MariaDB",
        DatabaseProvider.Sqlite => "SQLite",
        DatabaseProvider.SqlServer => "SQL Server",
        _ => "PostgreSQL",
    };
}
