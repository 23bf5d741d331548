using System.Text;
using System.Text.Json.Nodes;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Json;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Tests.ForeignPrograms;

namespace PaymentSafety.Preflight.Tests.Prices;

/// <summary>
/// stripe-prices.schema.json, from which editors complete and underline, and the gate's own reader of the map: a validator that nobody here
/// wrote reads the schema, and both must say the same of every map.
/// </summary>
public class SchemaValidationTests
{
    private const string Simple = """{ "lite-monthly": { "test": "price_test_xxxxx", "live": "price_live_xxxxx", "credits": 360 }, "pro": { "test": "price_test_yyyyy", "live": "price_live_yyyyy", "credits": 5000 } }""";

    private const string Rich = """
        {
          "$schema": "./stripe-prices.schema.json",
          "$version": 1,
          "$defaults": { "currency": "usd", "interval": "month", "interval_count": 1, "active": true, "credits_in": "either" },
          "$database": { "table": "plans", "idColumn": "id", "priceColumn": "stripe_price_id", "creditsColumn": "credits", "schema": "public", "provider": "postgresql" },
          "$webhook": { "test": "http://localhost:5000/webhooks", "live": "https://api.example.com/webhooks/stripe", "events": ["checkout.session.completed", "invoice.paid"] },
          "$accounts": { "test": "acct_1Nnlp9GPxmnHQRkK", "live": "acct_1Nnlp9GPxmnHQRkJ" },
          "lite": { "test": "price_1A", "live": { "price": "price_1B", "product": "prod_B", "active": false }, "credits": 360, "unit_amount": 900, "lookup_key": "lite", "product": "prod_A", "metadata": { "tier": "lite" } },
          "pro": { "test": "price_1C", "live": null, "credits": 5000, "unit_amount": 9500, "id": 42, "retired": true, "comment": "old", "usage_type": "metered", "tax_behavior": "exclusive" },
          "free": { "test": "", "live": { "price": null, "name": "Free" }, "id": "free", "unit_amount_decimal": "0.5", "credits_key": "tokens", "currency_options": { "eur": { "unit_amount": 0, "unit_amount_decimal": "0.5" } } }
        }
        """;

    /// <summary>Maps that are wrong in one thing, each of which both must refuse.</summary>
    private static readonly string[] Wrong =
    [
        Plan("""{ "test": "price_1" }"""),
        Plan("""{ "live": "price_1" }"""),
        Plan("""{ "test": null, "live": null, "crediits": 360 }"""),
        Plan("""{ "test": null, "live": null, "credits": "360" }"""),
        Plan("""{ "test": null, "live": null, "credits": -1 }"""),
        Plan("""{ "test": null, "live": null, "currency": "USD" }"""),
        Plan("""{ "test": null, "live": null, "unit_amount": 9.5 }"""),
        Plan("[]"),
        Plan("""{ "test": null, "live": "price_1 " }"""),
        Plan("""{ "test": null, "live": ["price_1"] }"""),
        Plan("""{ "test": null, "live": { "product": "prod_1" } }"""),
        Plan("""{ "test": null, "live": { "price": "price_1", "retired": true } }"""),
        Plan("""{ "test": null, "live": null, "metadata": { "a[b]": "c" } }"""),
        Plan("""{ "test": null, "live": null, "currency_options": { "eur": { "unit_amount_decimal": "1,5" } } }"""),
        """{ "$webhook": { "live": "http://api.example.com/webhooks" }, "p": { "test": null, "live": null } }""",
        """{ "$webhook": { "test": "/webhooks/stripe" }, "p": { "test": null, "live": null } }""",
        """{ "$webhook": { "events": ["invoice.paid", "invoice.paid"] }, "p": { "test": null, "live": null } }""",
        """{ "$accounts": { "live": "acct_1_2" }, "p": { "test": null, "live": null } }""",
        """{ "$x": {}, "p": { "test": null, "live": null } }""",
        """{ "$version": 2, "p": { "test": null, "live": null } }""",
        """{ "": { "test": null, "live": null } }""",
        "[]",
    ];

    /// <summary>What any place of a map is given in turn.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "-1", "9.5", "360", "999999999999", "1000000000000", "9007199254740991", "9007199254740992", "\"\"", "\" \"", "\"360\"", "\"0.5\"", "\"1.\"", "\".5\"",
        "\"usd\"", "\"USD\"", "\"us\\u0131\"", "\"price_1\"", "\"price_1 \"", "\"price/1\"", "\"acct_1\"", "\"acct_\"", "\"month\"", "\"one_time\"", "\"licensed\"", "\"price\"", "\"exclusive\"", "\"postgresql\"",
        "\"https://a.example/w\"", "\"http://a.example\"", "\"https://a.example/a b\"", "\"https://m\\u00fcnchen.example\"", "\"HTTPS://a.example\"", "\"https://\"", "\"ftp://a.example\"", "\"/w\"", "\"mailto:a@b.example\"",
        "[]", "[\"*\"]", "[\"invoice.paid\"]", "[\"invoice\"]", "[\"invoice.\"]", "[\"a.b\", \"a.b\"]", "[1]", "{}", "{ \"a\": \"b\" }", "{ \"a\": 1 }", "{ \"eur\": {} }", "{ \"EUR\": {} }", "{ \"eur\": { \"unit_amount\": null } }",
        "{ \"price\": null }", "{ \"price\": \"price_1\", \"currency\": \"eur\" }", "{ \"price\": \"price_1\", \"test\": null }",
        Text('x', 40), Text('x', 41), Text('x', 200), Text('x', 201), Text('x', 250), Text('x', 251), Text('x', 255), Text('x', 256), Emoji(40), Emoji(250), Emoji(251),
    ];

    [JsonSchemaValidatorFact]
    public async Task The_schema_is_one_by_the_metaschema_of_its_draft()
    {
        var (ours, _) = await JsonSchemaValidator.ValidateAsync("2020-12", Schema);
        var (broken, _) = await JsonSchemaValidator.ValidateAsync("2020-12", Schema.Replace("\"maxLength\": 250", "\"maxLength\": \"250\"", StringComparison.Ordinal));

        Assert.Contains("https://json-schema.org/draft/2020-12/schema", Schema, StringComparison.Ordinal);
        Assert.Empty(ours);
        Assert.NotEmpty(broken);
    }

    [JsonSchemaValidatorFact]
    public async Task Both_accept_the_maps_of_this_repository()
    {
        var starter = Path.Combine(Directory.CreateTempSubdirectory("schema-").FullName, "stripe-prices.json");
        PriceMapStarter.TryWrite(starter);
        string[] maps = [Simple, Rich, WithoutComments(await File.ReadAllTextAsync(starter)), WithoutComments(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "RightShop", "stripe-prices.json")))];
        Directory.Delete(Path.GetDirectoryName(starter)!, recursive: true);

        var (_, documents) = await JsonSchemaValidator.ValidateAsync("2020-12", Schema, maps);

        Assert.All(documents, Assert.Empty);
        Assert.All(maps, map => Assert.Empty(Refusals(map)));
    }

    [JsonSchemaValidatorFact]
    public async Task Both_refuse_what_is_wrong_in_one_thing()
    {
        var (_, documents) = await JsonSchemaValidator.ValidateAsync("2020-12", Schema, Wrong);

        Assert.All(Wrong.Zip(documents), entry => Assert.True(entry.Second.Count > 0, entry.First));
        Assert.All(Wrong, map => Assert.True(Refusals(map).Count > 0, map));
    }

    [JsonSchemaValidatorFact]
    public async Task Both_say_the_same_of_every_value_in_every_place()
    {
        var maps = Mutations(JsonNode.Parse(Rich)!).Distinct(StringComparer.Ordinal).ToArray();

        var (_, documents) = await JsonSchemaValidator.ValidateAsync("2020-12", Schema, maps);

        var different = maps.Zip(documents)
            .Select(entry => (Map: entry.First, Theirs: entry.Second, Ours: Refusals(entry.First)))
            .Where(entry => (entry.Theirs.Count == 0) != (entry.Ours.Count == 0))
            .Select(entry => $"{entry.Map}\n  schema: {string.Join("; ", entry.Theirs)}\n  reader: {string.Join("; ", entry.Ours)}")
            .ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {maps.Length}:\n{string.Join("\n", different.Take(20))}");
        Assert.InRange(documents.Count(errors => errors.Count == 0), 200, maps.Length - 200);
    }

    private static string Schema
    {
        get
        {
            using var reader = new StreamReader(typeof(MapField).Assembly.GetManifestResourceStream("stripe-prices.schema.json")!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>
    /// What the reader refuses and a schema can see: not what is written twice, not a map without plans. A slot that is not written is told by
    /// the check of the mode, and counted here.
    /// </summary>
    private static IReadOnlyList<string> Refusals(string map)
    {
        var reading = PriceMapReader.Read("map.json", PositionedJson.Parse(Encoding.UTF8.GetBytes(map)));
        var missing = from plan in reading.Map?.Plans ?? []
                      from slot in new[] { plan.Test, plan.Live }
                      where slot.State == SlotState.NotWritten
                      select $"{plan.Name} has no {slot.Mode}";
        return [.. reading.Problems.Where(problem => problem.Check != CheckTable.WrittenTwice && problem.Check != CheckTable.NoPlans).Select(problem => problem.Message), .. missing];
    }

    /// <summary>The map with every value in every place of it, one at a time, with every property left out, and with one more property everywhere.</summary>
    private static IEnumerable<string> Mutations(JsonNode root)
    {
        foreach (var path in PathsOf(root).ToList())
        {
            foreach (var value in Values)
                yield return Changed(root, path, (parent, name) => parent[name] = JsonNode.Parse(value));
            yield return Changed(root, path, (parent, name) => parent.Remove(name));
            yield return Changed(root, path, (parent, _) => parent["unknown"] = 1);
        }
    }

    private static IEnumerable<string[]> PathsOf(JsonNode node) => node is not JsonObject parent
        ? []
        : parent.SelectMany(entry => PathsOf(entry.Value!).Select(rest => (string[])[entry.Key, .. rest]).Prepend([entry.Key]));

    private static string Changed(JsonNode root, string[] path, Action<JsonObject, string> change)
    {
        var copy = root.DeepClone();
        change(path[..^1].Aggregate(copy, (node, name) => node[name]!).AsObject(), path[^1]);
        return copy.ToJsonString();
    }

    private static string WithoutComments(string json) => JsonNode.Parse(json, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!.ToJsonString();

    private static string Plan(string plan) => $$"""{ "p": {{plan}} }""";

    private static string Text(char character, int length) => $"\"{new string(character, length)}\"";

    private static string Emoji(int length) => $"\"{string.Concat(Enumerable.Repeat("\U0001F4B3", length))}\"";
}
