using System.Text.Json;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Tests.Prices;

/// <summary>The schema that editors complete from and the reader's table are two copies of one thing.</summary>
public class SchemaAgreementTests
{
    [Theory]
    [InlineData("$defs/expectation", nameof(MapField.Expectation))]
    [InlineData("properties/$database", nameof(MapField.Database))]
    [InlineData("properties/$webhook", nameof(MapField.Webhook))]
    [InlineData("properties/$accounts", nameof(MapField.Accounts))]
    public void The_table_has_the_properties_of_the_schema(string path, string table)
    {
        Assert.Equal(PropertiesOf(path).Order(StringComparer.Ordinal), Table(table).Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_plan_has_its_own_properties_and_two_slots()
    {
        Assert.Equal(
            PropertiesOf("$defs/plan").Order(StringComparer.Ordinal),
            MapField.Plan.Select(field => field.Name).Concat(["test", "live"]).Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<MapField> Table(string name) => name switch
    {
        nameof(MapField.Expectation) => MapField.Expectation,
        nameof(MapField.Database) => MapField.Database,
        nameof(MapField.Webhook) => MapField.Webhook,
        _ => MapField.Accounts,
    };

    private static string[] PropertiesOf(string path)
    {
        using var stream = typeof(MapField).Assembly.GetManifestResourceStream("stripe-prices.schema.json")!;
        using var schema = JsonDocument.Parse(stream);
        var at = path.Split('/').Aggregate(schema.RootElement, (element, name) => element.GetProperty(name));
        return [.. at.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
    }
}
