using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Plans;

namespace PaymentSafety.Database.Tests.Reading;

/// <summary>Exports of the table of plans: CSV as RFC 4180 has it, and JSON.</summary>
public sealed class PlansExportTests : IDisposable
{
    private static readonly PlanTable Table = new(DatabaseProvider.PostgreSql, null, "plans", "id", "stripe_price_id");

    private readonly string _folder = Directory.CreateTempSubdirectory("export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string, (string, string?)[]> Right => new()
    {
        { "a.csv", "id,stripe_price_id\nlite,price_1\n", [("lite", "price_1")] },
        { "a.csv", "id,stripe_price_id\r\nlite,price_1\r\npro,price_2", [("lite", "price_1"), ("pro", "price_2")] },
        { "a.csv", "\uFEFFname,stripe_price_id,id\n\"Lite, \"\"monthly\"\"\",price_1,lite\n", [("lite", "price_1")] },
        { "a.csv", "id,stripe_price_id\n\"two\r\nlines\",price_1\nfree,\nnone,\"\"\nnull,NULL\nmysql,\\N\ntext,\"NULL\"\n", [("two\r\nlines", "price_1"), ("free", null), ("none", ""), ("null", null), ("mysql", null), ("text", "NULL")] },
        { "a.csv", "id,stripe_price_id\n", [] },
        { "a.csv", "\"id\",\"stripe_price_id\"\n\"prö 😀\",\"price_1\"", [("prö 😀", "price_1")] },
        { "a.json", """[ { "id": "lite", "stripe_price_id": "price_1", "note": { } }, { "stripe_price_id": null, "id": 42 } ]""", [("lite", "price_1"), ("42", null)] },
        { "a.json", "[]", [] },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Rows_come_as_they_are(string name, string content, (string, string?)[] expected)
    {
        var plans = Read(name, content);

        Assert.Null(plans.Obstacle);
        Assert.Equal(expected, plans.All.Select(plan => (plan.Id, plan.PriceId)));
    }

    [Theory]
    [InlineData("a.csv", "", 1, 1, "the file is empty")]
    [InlineData("a.csv", "id,price\n", 1, 1, "the header has no 'stripe_price_id', but 'id' and 'price'")]
    [InlineData("a.csv", "id;stripe_price_id\n", 1, 1, "RFC 4180 separates fields by commas")]
    [InlineData("a.csv", "id,id,stripe_price_id\n", 1, 4, "the header has 'id' twice")]
    [InlineData("a.csv", "id,stripe_price_id\nlite,price_1,x\n", 2, 1, "a record has 3 fields, and the header has 2")]
    [InlineData("a.csv", "id,stripe_price_id\n\nlite,price_1\n", 2, 1, "a record has 1 fields")]
    [InlineData("a.csv", "id,stripe_price_id\nli\"te,price_1\n", 2, 3, "a quote stands inside of a field without quotes")]
    [InlineData("a.csv", "id,stripe_price_id\n\"li\"te,price_1\n", 2, 5, "something follows the closing quote")]
    [InlineData("a.csv", "id,stripe_price_id\nlite,\"price_1\n\n", 2, 6, "a quote is opened and never closed")]
    [InlineData("a.json", "{}", 1, 1, "the root must be an array of rows, but is an object")]
    [InlineData("a.json", "[\n  { \"id\": \"x\" } ]", 2, 3, "a row has no 'stripe_price_id'")]
    [InlineData("a.json", "[ { \"id\": null, \"stripe_price_id\": null } ]", 1, 11, "'id' must be a text or a number, but is null")]
    [InlineData("a.json", "[ { \"id\": 1, \"stripe_price_id\": 5 } ]", 1, 33, "'stripe_price_id' must be a text or null, but is the number 5")]
    [InlineData("a.json", "[ 1", 1, 4, "")]
    public void What_is_no_export_is_told_with_its_place(string name, string content, int line, int column, string reason)
    {
        var obstacle = Read(name, content).Obstacle!;

        Assert.Equal(CheckTable.ExportUnreadable, obstacle.Check);
        Assert.Equal(new TextPosition(line, column), obstacle.Place!.Position);
        Assert.Contains(reason, obstacle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_told()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.csv"), [.. "id,stripe_price_id\npr"u8, 0xF6, .. ",x\n"u8]);

        Assert.Contains("not UTF-8", PlansExport.Read(Path.Combine(_folder, "a.csv"), Table, Project).Obstacle!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", "there is no such file")]
    [InlineData("", "a folder has that name")]
    public void A_file_that_is_not_there_is_told(string name, string reason) =>
        Assert.Contains(reason, PlansExport.Read(Path.Combine(_folder, name), Table, Project).Obstacle!.Message, StringComparison.Ordinal);

    private SourcePlace Project => new(Path.Combine(_folder, "shop.csproj"), TextPosition.Start);

    private StoredPlans Read(string name, string content)
    {
        File.WriteAllText(Path.Combine(_folder, name), content);
        return PlansExport.Read(Path.Combine(_folder, name), Table, Project);
    }
}
