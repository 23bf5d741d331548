using System.Buffers;
using System.Globalization;
using System.Text;
using PaymentSafety.Core.Json;
using PaymentSafety.Database;

namespace PaymentSafety.Preflight.Prices;

/// <summary>A property that the map may hold: what it must be, in words, and one right example. The same rules as stripe-prices.schema.json.</summary>
/// <param name="Name">The property.</param>
/// <param name="Expected">Completes "'currency' must be …".</param>
/// <param name="Example">Completes "Write …".</param>
/// <param name="Accepts">Whether a value is right.</param>
internal sealed record MapField(string Name, string Expected, string Example, Func<JsonValue, bool> Accepts)
{
    /// <summary>What a price is expected to be: allowed in $defaults, in a plan and in a slot.</summary>
    public static readonly IReadOnlyList<MapField> Expectation =
    [
        new("name", "a text of at most 250 characters", "\"name\": \"Lite, monthly\"", value => IsText(value, 0, 250)),
        new("product", "a product id", "\"product\": \"prod_...\"", value => IsText(value, 0, 255)),
        new("currency", "a currency code of three small letters", "\"currency\": \"usd\"", value => value.IsString && IsCurrency(value.Text)),
        new("unit_amount", "a whole number in the smallest unit of the currency (cents), or null", "\"unit_amount\": 900", IsAmount),
        new("unit_amount_decimal", "a decimal number in quotes", "\"unit_amount_decimal\": \"0.5\"", value => value.IsString && IsDecimal(value.Text)),
        new("interval", "\"day\", \"week\", \"month\", \"year\" or \"one_time\"", "\"interval\": \"month\"", value => IsOneOf(value, "day", "week", "month", "year", "one_time")),
        new("interval_count", "a whole number from 1 to 1095", "\"interval_count\": 1", value => IsWhole(value, 1, 1095)),
        new("usage_type", "\"licensed\" or \"metered\"", "\"usage_type\": \"licensed\"", value => IsOneOf(value, "licensed", "metered")),
        new("lookup_key", "a text of 1 to 200 characters", "\"lookup_key\": \"lite-monthly\"", value => IsText(value, 1, 200)),
        new("active", "true or false", "\"active\": true", IsBoolean),
        new("tax_behavior", "\"exclusive\", \"inclusive\" or \"unspecified\"", "\"tax_behavior\": \"exclusive\"", value => IsOneOf(value, "exclusive", "inclusive", "unspecified")),
        new("currency_options", "an object of currencies with their amounts", "\"currency_options\": { \"eur\": { \"unit_amount\": 900 } }", IsCurrencyOptions),
        new("credits", "a whole number, 0 or more", "\"credits\": 360", value => IsWhole(value, 0, LargestExact)),
        new("credits_in", "\"price\", \"product\", \"either\" or \"none\"", "\"credits_in\": \"either\"", value => IsOneOf(value, "price", "product", "either", "none")),
        new("credits_key", "a text of at most 40 characters", "\"credits_key\": \"credits\"", value => IsText(value, 0, 40)),
        new("metadata", "an object of texts (at most 50; names up to 40 characters without brackets, values up to 500)", "\"metadata\": { \"tier\": \"lite\" }", IsMetadata),
    ];

    /// <summary>What belongs to the plan itself.</summary>
    public static readonly IReadOnlyList<MapField> Plan =
    [
        new("id", "a text or a whole number", "\"id\": 42", value => value.IsString || IsWhole(value, -LargestExact, LargestExact)),
        new("retired", "true or false", "\"retired\": true", IsBoolean),
        new("comment", "a text", "\"comment\": \"kept for customers of 2023\"", value => value.IsString),
    ];

    public static readonly IReadOnlyList<MapField> Database =
    [
        new("table", "the name of a table", "\"table\": \"plans\"", IsName),
        new("idColumn", "the name of a column", "\"idColumn\": \"id\"", IsName),
        new("priceColumn", "the name of a column", "\"priceColumn\": \"stripe_price_id\"", IsName),
        new("creditsColumn", "the name of a column", "\"creditsColumn\": \"credits\"", IsName),
        new("schema", "the name of a schema", "\"schema\": \"public\"", IsName),
        new("provider", "\"postgresql\", \"sqlserver\", \"mysql\" or \"sqlite\"", "\"provider\": \"postgresql\"", value => IsOneOf(value, "postgresql", "sqlserver", "mysql", "sqlite")),
    ];

    public static readonly IReadOnlyList<MapField> Webhook =
    [
        new("test", "an http or https address", "\"test\": \"https://staging.example.com/webhooks/stripe\"", value => IsAddress(value, "https://") || IsAddress(value, "http://")),
        new("live", "an https address", "\"live\": \"https://api.example.com/webhooks/stripe\"", value => IsAddress(value, "https://")),
        new("events", "an array of different event types", "\"events\": [ \"checkout.session.completed\" ]", IsEventList),
    ];

    public static readonly IReadOnlyList<MapField> Accounts =
    [
        new("test", "an account id", "\"test\": \"acct_...\"", IsAccountId),
        new("live", "an account id", "\"live\": \"acct_...\"", IsAccountId),
    ];

    private const long MaxAmount = 999_999_999_999;

    /// <summary>2⁵³ − 1: a larger number is another one to readers that hold numbers as doubles, as those of JavaScript do.</summary>
    private const long LargestExact = 9_007_199_254_740_991;

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static bool IsName(JsonValue value) => value.IsString && PlanTable.IsName(value.Text);

    private static bool IsText(JsonValue value, int least, int most) => value.IsString && LengthOf(value.Text) is var length && length >= least && length <= most;

    /// <summary>In characters as JSON Schema and Stripe count them, of which an emoji is one and not two.</summary>
    private static int LengthOf(string text) => text.EnumerateRunes().Count();

    /// <summary>An address as it goes into a request, without characters that would have to be escaped first.</summary>
    private static bool IsAddress(JsonValue value, string scheme) =>
        value.IsString && value.Text.StartsWith(scheme, StringComparison.Ordinal) && Ascii.IsValid(value.Text) && Uri.IsWellFormedUriString(value.Text, UriKind.Absolute);

    private static bool IsOneOf(JsonValue value, params ReadOnlySpan<string> words) => value.IsString && words.Contains(value.Text);

    private static bool IsBoolean(JsonValue value) => value.Kind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsWhole(JsonValue value, long least, long most) =>
        value.Kind == JsonValueKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool IsAmount(JsonValue value) => value.Kind == JsonValueKind.Null || IsWhole(value, 0, MaxAmount);

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterLower);

    private static bool IsDecimal(string text)
    {
        var parts = text.Split('.');
        return parts[0].Length > 0 && parts.All(part => part.All(char.IsAsciiDigit)) && (parts.Length == 1 || (parts.Length == 2 && parts[1].Length is > 0 and <= 12));
    }

    private static bool IsCurrencyOptions(JsonValue value) =>
        value.Kind == JsonValueKind.Object && value.Properties.All(option => IsCurrency(option.Name) && option.Value.Kind == JsonValueKind.Object
            && option.Value.Properties.All(amount => amount.Name switch
            {
                "unit_amount" => IsAmount(amount.Value),
                "unit_amount_decimal" => amount.Value.IsString && IsDecimal(amount.Value.Text),
                _ => false,
            }));

    private static bool IsMetadata(JsonValue value) =>
        value.Kind == JsonValueKind.Object && value.Properties.Count <= 50
        && value.Properties.All(entry => LengthOf(entry.Name) <= 40 && entry.Name.AsSpan().IndexOfAny('[', ']') < 0 && IsText(entry.Value, 0, 500));

    private static bool IsEventList(JsonValue value) =>
        value.Kind == JsonValueKind.Array && value.Items.All(item => item.IsString && IsEventType(item.Text)) && value.Items.DistinctBy(item => item.Text).Count() == value.Items.Count;

    private static bool IsEventType(string text) =>
        text == "*" || (text.Contains('.') && text.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')));

    private static bool IsAccountId(JsonValue value) => value.IsString && value.Text.StartsWith("acct_", StringComparison.Ordinal) && value.Text.Length > 5 && value.Text.AsSpan(5).IndexOfAnyExcept(LettersAndDigits) < 0;
}
