using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;
using PaymentSafety.Database.Migrations;
using PaymentSafety.Database.Tests.Servers;

namespace PaymentSafety.Database.Tests.Migrations;

/// <summary>The context that the migrations are for.</summary>
public sealed class ShopContext : DbContext;

/// <summary>The migration class, compiled against the real Entity Framework Core; its operations are run as Entity Framework runs them.</summary>
public sealed class EfMigrationTests
{
    private const string Context = "PaymentSafety.Database.Tests.Migrations.ShopContext";

    private static readonly MigratedPlan[] Plans = [new("o'brien \\ \"x\" 😀 ;--", "price_1LiteTest", "price_1LiteLive", true), new("pro", "price_1ProTest", "price_1ProLive", true)];

    private static readonly (string? Id, string? Price)[] InTest = [(Plans[0].Id, "price_1LiteTest"), ("pro", "price_1ProTest")];

    private static readonly (string? Id, string? Price)[] InLive = [(Plans[0].Id, "price_1LiteLive"), ("pro", "price_1ProLive")];

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.MySql)]
    [InlineData(DatabaseProvider.Sqlite)]
    public void Entity_framework_finds_it_by_its_attributes(DatabaseProvider provider)
    {
        var migration = Compile(provider).GetType();

        Assert.Equal(typeof(ShopContext), migration.GetCustomAttribute<DbContextAttribute>()!.ContextType);
        Assert.Equal("20261122235959_StripePricesGoLive_t1", migration.GetCustomAttribute<MigrationAttribute>()!.Id);
    }

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql, false)]
    [InlineData(DatabaseProvider.MySql, true)]
    [InlineData(DatabaseProvider.Sqlite, false)]
    public void The_transaction_is_entity_framework_s_where_it_can_be(DatabaseProvider provider, bool own)
    {
        var operations = Compile(provider).UpOperations.Cast<SqlOperation>().ToList();

        Assert.All(operations, operation => Assert.Equal(own, operation.SuppressTransaction));
        Assert.Equal(own, operations.Exists(operation => operation.Sql == "COMMIT;"));
    }

    [PostgresFact]
    public async Task It_runs_forward_and_back_in_one_transaction_each()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await database.SeedAsync(InTest);
        var migration = Compile(DatabaseProvider.PostgreSql);

        await RunAsync(database, migration.UpOperations);
        Assert.Equal(InLive, await database.PlansAsync());
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, migration.UpOperations));
        Assert.Equal(InLive, await database.PlansAsync());

        await RunAsync(database, migration.DownOperations);
        Assert.Equal(InTest, await database.PlansAsync());
    }

    [PostgresFact]
    public async Task It_runs_in_the_block_of_an_idempotent_script()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await database.SeedAsync(InTest);

        // As dotnet ef migrations script --idempotent writes it for PostgreSQL.
        var blocks = Compile(DatabaseProvider.PostgreSql).UpOperations.Cast<SqlOperation>().Select(operation => $"DO $EF$\nBEGIN\n    IF NOT EXISTS(SELECT 1 WHERE false) THEN\n    {operation.Sql}\n    END IF;\nEND $EF$;");
        var run = await database.RunAsync($"START TRANSACTION;\n{string.Join("\n", blocks)}\nCOMMIT;\n");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(InLive, await database.PlansAsync());
    }

    [Theory, OnMariaDb, OnSqlite]
    public async Task Its_statements_run_one_after_the_other(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);
        var migration = Compile(provider);

        foreach (var (operations, expected) in new[] { (migration.UpOperations, InLive), (migration.DownOperations, InTest) })
        {
            var statements = string.Join("\n", operations.Cast<SqlOperation>().Select(operation => operation.Sql));
            var run = await database.RunAsync(provider == DatabaseProvider.Sqlite ? $"BEGIN;\n{statements}\nCOMMIT;\n" : statements + "\n");
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(expected, await database.PlansAsync());
        }
    }

    private static async Task RunAsync(ScratchDatabase database, IEnumerable<MigrationOperation> operations)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var operation in operations.Cast<SqlOperation>())
        {
            await using var command = new NpgsqlCommand(operation.Sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static Migration Compile(DatabaseProvider provider)
    {
        var table = new PlanTable(provider, null, "plans", "id", "stripe_price_id");
        var source = EfMigrationClass.Of(new MigrationPlan(table, Plans), "t1", Context, "Shop.Data.Migrations", new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        // Old projects have old languages.
        var compilation = CSharpCompilation.Create(
            "migration_" + Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText(source.Source, new CSharpParseOptions(LanguageVersion.CSharp7_3))], trusted, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        Assert.DoesNotContain(emitted.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        stream.Position = 0;
        return (Migration)Activator.CreateInstance(AssemblyLoadContext.Default.LoadFromStream(stream).GetType("Shop.Data.Migrations." + source.Name)!)!;
    }
}
