using System.Globalization;
using System.Text;

namespace PaymentSafety.Database.Migrations;

/// <summary>
/// The same steps as a migration of Entity Framework Core, for teams whose databases are changed by nothing else. It has a DbContext of its
/// own project in an attribute, which is how Entity Framework finds it; the model does not change.
/// </summary>
/// <param name="Name">The class.</param>
/// <param name="Id">What Entity Framework writes into its history.</param>
/// <param name="Source">The file.</param>
public sealed record EfMigrationClass(string Name, string Id, string Source)
{
    /// <param name="plan">A plan without an obstacle.</param>
    /// <param name="suffix">The end of the backup's name.</param>
    /// <param name="context">The full name of the DbContext.</param>
    /// <param name="ns">The namespace of the class.</param>
    /// <param name="day">The day of its id: Entity Framework applies migrations in the order of their ids.</param>
    /// <exception cref="ArgumentException">The plan has an obstacle.</exception>
    public static EfMigrationClass Of(MigrationPlan plan, string suffix, string context, string ns, DateTimeOffset day)
    {
        var steps = new MigrationSteps(plan, suffix);
        var name = "StripePricesGoLive_" + suffix;
        // At the end of the day, after every migration that its tables came with.
        var id = day.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "235959_" + name;
        var source = new StringBuilder();
        foreach (var line in MigrationScripts.HeaderOf(plan, "//", "up: from test to live prices; down: back"))
            source.Append(line).Append('\n');
        source.Append(CultureInfo.InvariantCulture, $$"""
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            namespace {{ns}}
            {
                [DbContext(typeof(global::{{context}}))]
                [Migration("{{id}}")]
                public partial class {{name}} : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
            {{Body(steps.Up(), steps.Dialect)}}        }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
            {{Body(steps.Down(), steps.Dialect)}}        }
                }
            }

            """);
        return new EfMigrationClass(name, id, source.ToString().ReplaceLineEndings("\n"));
    }

    private static string Body(IEnumerable<SqlStep> steps, MigrationDialect dialect)
    {
        var body = new StringBuilder();
        foreach (var step in steps)
        {
            // Its own connection says the character set, its own transaction is the script's, and nobody looks at a table that is shown.
            if (step.Kind is SqlStepKind.Display or SqlStepKind.Client || (step.Kind == SqlStepKind.Transaction && !dialect.OwnsTransaction))
                continue;
            if (step.Why is { } why)
                body.Append("            // ").Append(why).Append('\n');
            body.Append("            migrationBuilder.Sql(@\"").Append(step.Sql.ReplaceLineEndings("\n").Replace("\"", "\"\"", StringComparison.Ordinal)).Append(";\"");
            body.Append(dialect.OwnsTransaction ? ", suppressTransaction: true" : "").Append(");\n");
        }

        return body.ToString();
    }
}
