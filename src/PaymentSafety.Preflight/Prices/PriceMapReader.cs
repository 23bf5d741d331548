using PaymentSafety.Core.Json;
using PaymentSafety.Core.Prices;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Prices;

/// <summary>Turns the JSON of a price map into plans, and says everything that is wrong with it. The rules are those of stripe-prices.schema.json.</summary>
internal sealed class PriceMapReader
{
    private static readonly string[] PlanNames = [.. MapField.Plan.Concat(MapField.Expectation).Select(field => field.Name), "test", "live"];
    private static readonly string[] SlotNames = [.. MapField.Expectation.Select(field => field.Name), "price"];
    private static readonly string[] SettingNames = ["$schema", "$version", "$defaults", "$database", "$webhook", "$accounts"];

    private readonly string _path;
    private readonly List<Finding> _problems = [];
    private PriceExpectation _defaults = PriceExpectation.Nothing;
    private Dictionary<string, JsonValue> _webhook = [];
    private Dictionary<string, JsonValue> _accounts = [];
    private Dictionary<string, JsonValue> _database = [];
    private readonly Dictionary<string, string> _databaseIds = new(StringComparer.Ordinal);

    private PriceMapReader(string path) => _path = path;

    public static PriceMapReading Read(string path, JsonValue root)
    {
        if (root.Kind != JsonValueKind.Object)
            return new PriceMapReading(null, [PriceMapFile.NotJson(path, $"the root must be an object of plans, but is {Words.Describe(root)}", root.Position)]);

        var reader = new PriceMapReader(path);
        reader.FindDuplicates(root, plan => $"Plan '{plan}'");
        foreach (var setting in root.Properties.Where(IsSetting))
            reader.ReadSetting(setting);
        var plans = root.Properties.Where(property => !IsSetting(property)).Select(reader.ReadPlan).OfType<Plan>().ToList();
        if (!root.Properties.Any(property => !IsSetting(property)))
            reader._problems.Add(CheckTable.NoPlans.At(reader.At(root.Position)));

        reader._problems.Sort((a, b) => Order(a).CompareTo(Order(b)));
        return new PriceMapReading(new PriceMap(path, plans) { WebhookSettings = reader._webhook, Accounts = reader._accounts, DatabaseSettings = reader._database }, reader._problems);
    }

    private static bool IsMisspelled(string written, string name) => !PlanNames.Contains(written) && Words.Nearest(written, PlanNames) == name;

    private static bool IsSetting(JsonMember property) => PriceMapShape.IsSetting(property.Name);

    private static (int Line, int Column) Order(Finding problem) => (problem.Place!.Position.Line, problem.Place.Position.Column);

    private void ReadSetting(JsonMember setting)
    {
        const string owner = "Price map";
        switch (setting.Name)
        {
            case "$schema":
                Expect(owner, setting, setting.Value.IsString, "a text", "\"$schema\": \"./stripe-prices.schema.json\"");
                break;
            case "$version":
                Expect(owner, setting, setting.Value is { Kind: JsonValueKind.Number, Text: "1" }, "1", "\"$version\": 1");
                break;
            case "$defaults":
                _defaults = new PriceExpectation(ReadFields(setting.Name, setting, MapField.Expectation));
                break;
            case "$database":
                _database = ReadFields(setting.Name, setting, MapField.Database);
                break;
            case "$webhook":
                _webhook = ReadFields(setting.Name, setting, MapField.Webhook);
                break;
            case "$accounts":
                _accounts = ReadFields(setting.Name, setting, MapField.Accounts);
                break;
            default:
                Unknown(owner, setting, SettingNames);
                break;
        }
    }

    /// <summary>A settings object: every property of a known name and right.</summary>
    private Dictionary<string, JsonValue> ReadFields(string owner, JsonMember setting, IReadOnlyList<MapField> fields)
    {
        var written = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        if (!Expect("Price map", setting, setting.Value.Kind == JsonValueKind.Object, "an object", $"\"{setting.Name}\": {{ {fields[0].Example} }}"))
            return written;
        FindDuplicates(setting.Value, name => $"{owner}: '{name}'");
        foreach (var property in setting.Value.Properties)
        {
            if (!TryReadField(owner, "", property, fields, written))
                Unknown(owner, property, fields.Select(field => field.Name));
        }

        return written;
    }

    private Plan? ReadPlan(JsonMember plan)
    {
        var owner = $"Plan '{plan.Name}'";
        if (!Expect("Price map", plan, plan.Value.Kind == JsonValueKind.Object, PriceMapWords.PlanExpected, $"\"{plan.Name}\": {{ \"test\": \"price_...\", \"live\": \"price_...\" }}"))
            return null;

        if (plan.Name.Length == 0)
            Wrong("Price map", plan.Name, "a plan with a name", "one without", "\"basic-monthly\": { ... }", plan.Position);
        FindDuplicates(plan.Value, name => $"{owner}: '{name}'");
        var written = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        var own = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        var slots = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var property in plan.Value.Properties)
        {
            if (property.Name is "test" or "live")
                slots[property.Name] = property;
            else if (!TryReadField(owner, "", property, MapField.Plan, own) && !TryReadField(owner, "", property, MapField.Expectation, written))
                Unknown(owner, property, PlanNames);
        }

        var id = own.GetValueOrDefault("id");
        if (!_databaseIds.TryAdd(id?.Text ?? plan.Name, plan.Name) && id is not null)
            Wrong(owner, "id", "different from the ids of other plans", $"that of plan '{_databaseIds[id.Text]}'", "the id of the plan's own row", id.Position);
        var expected = new PriceExpectation(written).OverDefaults(_defaults);
        return new Plan(
            plan.Name,
            At(plan.Position),
            ReadSlot(owner, StripeMode.Test, slots.GetValueOrDefault("test"), plan, expected),
            ReadSlot(owner, StripeMode.Live, slots.GetValueOrDefault("live"), plan, expected),
            Retired: own.GetValueOrDefault("retired") is { Kind: JsonValueKind.True })
        {
            DatabaseId = id?.Text ?? plan.Name,
            IsCreditsWrong = !written.ContainsKey("credits") && plan.Value.Properties.Any(property => property.Name == "credits" || IsMisspelled(property.Name, "credits")),
        };
    }

    private PriceSlot ReadSlot(string owner, StripeMode mode, JsonMember? slot, JsonMember plan, PriceExpectation expected)
    {
        var name = mode.Word();
        if (slot is null)
            return new PriceSlot(mode, null, At(plan.Position), expected) { State = SlotState.NotWritten };
        if (slot.Value.Kind != JsonValueKind.Object)
            return ReadPriceId(owner, mode, name, slot.Value, expected);

        FindDuplicates(slot.Value, property => $"{owner}: '{name}.{property}'");
        var written = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var property in slot.Value.Properties)
        {
            if (property.Name != "price" && !TryReadField(owner, name + ".", property, MapField.Expectation, written))
                Unknown(owner, property, SlotNames);
        }

        var slotExpected = new PriceExpectation(written).Over(expected);
        if (PriceMapShape.IdOf(slot.Value) is { } id)
            return ReadPriceId(owner, mode, name + ".price", id, slotExpected);
        Wrong(owner, name + ".price", "a price id, or null while it is not created", "missing", $"\"{name}\": {{ \"price\": \"price_...\" }}", slot.Value.Position);
        return new PriceSlot(mode, null, At(slot.Value.Position), slotExpected) { State = SlotState.Wrong };
    }

    private PriceSlot ReadPriceId(string owner, StripeMode mode, string property, JsonValue value, PriceExpectation expected)
    {
        var slot = new PriceSlot(mode, null, At(value.Position), expected);
        switch (PriceMapShape.ContentOf(value))
        {
            case SlotContent.NotCreated:
                return slot with { State = SlotState.NotCreated };
            case SlotContent.Id:
                return slot with { PriceId = value.Text, State = SlotState.Written };
        }

        if (value.IsString && FirstInvisible(value.Text) is var (what, position))
            _problems.Add(CheckTable.InvisibleCharacter.At(slot.Place, ("owner", owner), ("mode", mode.Word()), ("what", what), ("n", Words.Number(position))));
        else
            Wrong(owner, property, PriceMapWords.IdExpected, Words.Describe(value), $"\"{mode.Word()}\": \"price_...\"", value.Position);
        return slot with { State = SlotState.Wrong };
    }

    private static (string What, int Position)? FirstInvisible(string text)
    {
        var position = 1;
        foreach (var character in text.EnumerateRunes())
        {
            if (Words.Invisible(character) is { } what)
                return (what, position);
            position += character.Utf16SequenceLength;
        }

        return null;
    }

    /// <summary>False when the property is none of <paramref name="fields"/>.</summary>
    private bool TryReadField(string owner, string prefix, JsonMember property, IReadOnlyList<MapField> fields, Dictionary<string, JsonValue> written)
    {
        if (fields.FirstOrDefault(field => field.Name == property.Name) is not { } known)
            return false;
        if (known.Accepts(property.Value))
            written[property.Name] = property.Value;
        else
            Wrong(owner, prefix + property.Name, known.Expected, Words.Describe(property.Value), known.Example, property.Value.Position);
        return true;
    }

    private bool Expect(string owner, JsonMember property, bool holds, string expected, string example)
    {
        if (!holds)
            Wrong(owner, property.Name, expected, Words.Describe(property.Value), example, property.Value.Position);
        return holds;
    }

    private void Wrong(string owner, string property, string expected, string actual, string example, TextPosition position) =>
        _problems.Add(CheckTable.WrongType.At(At(position), ("owner", owner), ("prop", property), ("expected", expected), ("actual", actual), ("example", example)));

    private void Unknown(string owner, JsonMember property, IEnumerable<string> names)
    {
        var near = Words.Nearest(property.Name, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        _problems.Add(CheckTable.UnknownProperty.At(At(property.Position), ("owner", owner), ("prop", property.Name), ("near", near)));
    }

    private void FindDuplicates(JsonValue value, Func<string, string> owner)
    {
        var first = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var property in value.Properties)
        {
            if (!first.TryAdd(property.Name, property))
            {
                _problems.Add(CheckTable.WrittenTwice.At(
                    At(property.Position), ("owner", owner(property.Name)), ("a", Words.Number(first[property.Name].Position.Line)), ("b", Words.Number(property.Position.Line))));
            }
        }
    }

    private SourcePlace At(TextPosition position) => new(_path, position);
}
