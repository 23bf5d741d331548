using System.Reflection;
using Npgsql;
using PaymentSafety.Runtime.PostgreSql;
using Xunit.Sdk;

namespace PaymentSafety.Runtime.Tests;

/// <summary>Where data is kept. What a store must do is one set of tests for all of them.</summary>
public enum StoreKind
{
    InMemory,
    PostgreSql,
}

/// <summary>The test runs on the store in memory.</summary>
public sealed class InMemoryAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreKind.InMemory]];
}

/// <summary>The test runs on PostgreSQL too, where there is one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PostgreSqlAttribute : DataAttribute
{
    private readonly object[] _values;

    /// <param name="values">What the test is given besides.</param>
    public PostgreSqlAttribute(params object[] values)
    {
        _values = values;
        Skip = PostgreSqlServer.Missing;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreKind.PostgreSql, .. _values]];
}

/// <summary>The scratch server that .ci/run starts.</summary>
internal static class PostgreSqlServer
{
    private const string PortVariable = "PAYMENTSAFETY_TEST_POSTGRES";

    private static readonly Lazy<Task<NpgsqlDataSource>> Made = new(MakeAsync);

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing { get; } =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PortVariable)) ? $"no PostgreSQL: {PortVariable} names no port (.ci/run starts a scratch server)" : null;

    /// <summary>A database with the tables of the package, for this run of the tests.</summary>
    public static Task<NpgsqlDataSource> DatabaseAsync() => Made.Value;

    private static async Task<NpgsqlDataSource> MakeAsync()
    {
        var database = NpgsqlDataSource.Create(await NewDatabaseAsync());
        await using var schema = database.CreateCommand(PostgreSqlSchema.Sql);
        await schema.ExecuteNonQueryAsync();
        return database;
    }

    /// <summary>An empty database.</summary>
    /// <returns>The connection string.</returns>
    public static async Task<string> NewDatabaseAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, System.Globalization.CultureInfo.InvariantCulture),
            Username = "shop",
            Password = Environment.GetEnvironmentVariable("PAYMENTSAFETY_TEST_DATABASE_PASSWORD"),
            Database = "postgres",
            MaxPoolSize = 20,
        };
        var name = "runtime_" + Guid.NewGuid().ToString("N");
        await using (var server = NpgsqlDataSource.Create(connection.ConnectionString))
        await using (var create = server.CreateCommand($"CREATE DATABASE {name}"))
            await create.ExecuteNonQueryAsync();

        connection.Database = name;
        return connection.ConnectionString;
    }
}
