using System.Reflection;
using Xunit.Sdk;

namespace PaymentSafety.Database.Tests.Servers;

/// <summary>Runs a theory on PostgreSQL; skipped, with the reason, where there is none.</summary>
public sealed class OnPostgresAttribute : OnServerAttribute
{
    public OnPostgresAttribute()
        : base(DatabaseProvider.PostgreSql, TestServers.NoPostgres)
    {
    }
}

/// <summary>Runs a theory on MariaDB; skipped, with the reason, where there is none.</summary>
public sealed class OnMariaDbAttribute : OnServerAttribute
{
    public OnMariaDbAttribute()
        : base(DatabaseProvider.MySql, TestServers.NoMariaDb)
    {
    }
}

/// <summary>Runs a theory on SQLite; skipped, with the reason, where its shell is missing.</summary>
public sealed class OnSqliteAttribute : OnServerAttribute
{
    public OnSqliteAttribute()
        : base(DatabaseProvider.Sqlite, TestServers.NoSqlite)
    {
    }
}

/// <summary>Gives a theory a server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class OnServerAttribute : DataAttribute
{
    private readonly DatabaseProvider _provider;

    protected OnServerAttribute(DatabaseProvider provider, string? missing) => (_provider, Skip) = (provider, missing);

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_provider]];
}

/// <summary>A test on PostgreSQL alone.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestServers.NoPostgres;
}

/// <summary>A theory of its own rows on PostgreSQL alone.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = TestServers.NoPostgres;
}

/// <summary>A test on MariaDB alone.</summary>
public sealed class MariaDbFactAttribute : FactAttribute
{
    public MariaDbFactAttribute() => Skip = TestServers.NoMariaDb;
}

/// <summary>A theory of its own rows on MariaDB alone.</summary>
public sealed class MariaDbTheoryAttribute : TheoryAttribute
{
    public MariaDbTheoryAttribute() => Skip = TestServers.NoMariaDb;
}

/// <summary>A theory of its own rows on SQLite alone.</summary>
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = TestServers.NoSqlite;
}
