using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PaymentSafety.Preflight.Snapshot;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Tests.Snapshot;

/// <summary>What one project of a build learned, the next one reads: all of it, or nothing.</summary>
public sealed class SnapshotRoundTripTests
{
    private static readonly JsonSerializerOptions All = new() { IgnoreReadOnlyProperties = true };

    [Fact]
    public void Everything_that_is_written_is_read()
    {
        var snapshot = Full();

        Assert.Equal(JsonSerializer.Serialize(snapshot, All), JsonSerializer.Serialize(Again(snapshot), All));
    }

    [Fact]
    public void What_is_absent_stays_absent()
    {
        var snapshot = new BuildSnapshot { Salt = "c2FsdA==", Sections = [Empty()] };

        Assert.Equal(JsonSerializer.Serialize(snapshot, All), JsonSerializer.Serialize(Again(snapshot), All));
    }

    /// <summary>The serializer of the tests knows every property: one that is new and has its default here would be compared in vain.</summary>
    [Fact]
    public void The_snapshot_of_these_tests_leaves_no_property_at_its_default()
    {
        var defaults = new List<string>();
        Look(JsonSerializer.SerializeToNode(Full(), All)!);

        // An answer is a value or a fault, and the section has both kinds.
        Assert.All(defaults, path => Assert.True(path.EndsWith(".Value", StringComparison.Ordinal) || path.EndsWith(".Fault", StringComparison.Ordinal), $"{path} has its default."));

        void Look(JsonNode node)
        {
            if (node is JsonArray { Count: 0 } or JsonObject { Count: 0 } || (node is JsonValue value && value.ToJsonString() is "false" or "0" or "\"\""))
                defaults.Add(node.GetPath());
            foreach (var (name, child) in node is JsonObject fields ? fields.ToList() : [])
            {
                if (child is null)
                    defaults.Add($"{node.GetPath()}.{name}");
                else
                    Look(child);
            }

            foreach (var item in node is JsonArray items ? items : [])
                Look(item!);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"salt":null,"sections":[]}""")]
    [InlineData("""{"salt":"c2FsdA==","sections":[{"fingerprint":"AA","api":"not an address"}]}""")]
    [InlineData("""{"salt":"c2FsdA==","sections":[1]}""")]
    public void Anything_else_is_no_snapshot(string text) =>
        Assert.ThrowsAny<JsonException>(() => Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void One_that_is_cut_off_anywhere_is_no_snapshot()
    {
        var whole = Written(Full());

        for (var length = 0; length < whole.Length; length += 7)
            Assert.ThrowsAny<JsonException>(() => Read(whole[..length]));
    }

    private static BuildSnapshot Again(BuildSnapshot snapshot) => Read(Written(snapshot));

    private static BuildSnapshot Read(byte[] json) => JsonSerializer.Deserialize(json, SnapshotJson.Default.BuildSnapshot)!;

    private static byte[] Written(BuildSnapshot snapshot) => JsonSerializer.SerializeToUtf8Bytes(snapshot, SnapshotJson.Default.BuildSnapshot);

    private static SnapshotSection Empty() => new() { Fingerprint = "00FF", Api = new Uri("https://api.stripe.com/") };

    private static BuildSnapshot Full()
    {
        var created = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var fault = new StripeFault
        {
            Kind = StripeFaultKind.MissingPermission,
            Message = "The key \"lacks\" something.",
            Fix = "Add it.",
            Detail = "a detail",
            HttpStatus = 403,
            StripeErrorCode = "a_code",
            RequestId = "req_1",
            Permission = "Prices Read",
            PermissionId = "rak_price_read",
            PermissionLink = "https://dashboard.stripe.com/",
            ExistsInLivemode = true,
            Tries = 2,
            IsReplayed = true,
            IsTransient = true,
            StopsAll = true,
        };
        var price = new StripePrice
        {
            Id = "price_1",
            Livemode = true,
            Active = true,
            Currency = "usd",
            UnitAmount = long.MaxValue,
            UnitAmountDecimal = "900.5",
            BillingScheme = "per_unit",
            HasCustomUnitAmount = true,
            Recurring = new StripeRecurrence("month", 3, "licensed"),
            LookupKey = "lite",
            Nickname = "Übernahme 😀",
            TaxBehavior = "inclusive",
            Metadata = new Dictionary<string, string> { ["credits"] = "360" },
            Product = new StripeProduct { Id = "prod_1", Deleted = true, Active = true, Name = "Lite", Metadata = new Dictionary<string, string> { ["key"] = "value" } },
            CurrencyOptions = new Dictionary<string, StripeCurrencyOption> { ["eur"] = new(800, "800", "exclusive") },
        };
        var endpoint = new StripeWebhookEndpoint
        {
            Id = "we_1",
            Livemode = true,
            Url = "https://shop.example/webhook",
            Enabled = true,
            ApiVersion = "2026-01-01",
            EnabledEvents = ["checkout.session.completed"],
            Created = created,
        };
        var value = new StripeEvent("evt_1", "checkout.session.completed", created) { ObjectId = "cs_1" };
        return new BuildSnapshot
        {
            Salt = "c2FsdA==",
            Sections =
            [
                new SnapshotSection
                {
                    Fingerprint = "00FF",
                    Api = new Uri("https://api.stripe.com/"),
                    Balance = new(new StripeBalance(true), null),
                    Account = new(new StripeAccount { Id = "acct_1", ChargesEnabled = true, PayoutsEnabled = true, Requirements = new StripeRequirements(["email"], created, "rejected") }, null),
                    Prices = { ["price_1"] = new(price, null), ["price_2"] = new(null, fault) },
                    ActivePrices = new(new StripeItems<StripePrice>([price, price], true), null),
                    LookupKeys = { ["lite"] = new(new StripeLookup("price_1"), null) },
                    Endpoints = new(new StripeItems<StripeWebhookEndpoint>([endpoint], true), null),
                    Undelivered = new(new StripeItems<StripeEvent>([value], true), null),
                    Delivered = { ["checkout.session.completed"] = new(new StripeItems<StripeEvent>([value], true), null) },
                },
            ],
        };
    }
}
