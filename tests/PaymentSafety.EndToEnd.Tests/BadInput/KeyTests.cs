using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.BadInput;

/// <summary>What may stand in the key's place.</summary>
public sealed class KeyTests : IClassFixture<StripeAndShop>
{
    private readonly StripeServer _stripe;
    private readonly Shop _shop;
    private readonly int _askedBefore;

    public KeyTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _askedBefore = _stripe.Log.Count;
    }

    /// <summary>The keys by name: a test's name is printed, and a key must not be.</summary>
    private static string KeyOf(string name) => name switch
    {
        "blank at its end" => ShopScenario.LiveSecretKey + " ",
        "line break at its end" => ShopScenario.LiveSecretKey + "\n",
        "in quotes" => $"\"{ShopScenario.LiveSecretKey}\"",
        "masked" => ShopScenario.LiveSecretKey[..12] + "..." + ShopScenario.LiveSecretKey[^4..],
        "publishable" => ShopScenario.LivePublishableKey,
        "test" => ShopScenario.TestSecretKey,
        "of nobody" => ShopScenario.LiveSecretKey[..^4] + "Zz9Y",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such key."),
    };

    [Theory]
    [InlineData("blank at its end", "PF2008", "Stripe__SecretKey is not a usable key: it has a blank at its end.", "Copy it again.")]
    [InlineData("line break at its end", "PF2008", "Stripe__SecretKey is not a usable key: it has a blank at its end.", "Copy it again.")]
    [InlineData("in quotes", "PF2008", "Stripe__SecretKey is not a usable key: it is in quotes.", "Copy it again.")]
    [InlineData("masked", "PF2008", "Stripe__SecretKey is not a usable key: it is a masked copy.", "Copy it again.")]
    [InlineData("publishable", "PF2008", "Stripe__SecretKey is not a usable key: it is a publishable key", "Copy it again.")]
    [InlineData("test", "PF2002", "Production uses a test secret key (Stripe__SecretKey = sk_test_", "Set a live restricted key.")]
    public async Task A_key_that_cannot_be_right_is_refused_before_it_is_sent(string key, string code, params string[] text)
    {
        var run = await PublishAsync(new() { ["Stripe__SecretKey"] = KeyOf(key) });

        run.MustBeRefused(code, "Shop.csproj(1,1)", text);
        Assert.Equal(_askedBefore, _stripe.Log.Count);
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_key_that_Stripe_does_not_know_is_refused_after_one_request()
    {
        var run = await PublishAsync(new() { ["Stripe__SecretKey"] = KeyOf("of nobody") });

        run.MustBeRefused("PF3001", "Shop.csproj(1,1)", "Stripe refused Stripe__SecretKey", "the key is invalid (401)", "Copy the key again");
        Assert.Equal(1, _stripe.Log.Count - _askedBefore);
        Assert.Empty(_shop.Published);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public async Task No_key_is_refused(string? key)
    {
        var run = await PublishAsync(key is null ? [] : new() { ["Stripe__SecretKey"] = key });

        run.MustBeRefused("PF2001", "Shop.csproj(1,1)", "Missing configuration: the Stripe secret key", "STRIPE_SECRET_KEY", "Looked in: ", "Set each for Production.");
        Assert.Equal(_askedBefore, _stripe.Log.Count);
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_test_key_in_a_settings_file_is_refused_at_its_place()
    {
        _shop.Write("appsettings.json", $$"""
            {
              "Stripe": {
                "SecretKey": "{{ShopScenario.TestSecretKey}}"
              }
            }
            """);

        var run = await PublishAsync([]);
        File.Delete(_shop.PathOf("appsettings.json"));

        run.MustBeRefused("PF2002", "appsettings.json(3,18)", "Stripe:SecretKey = sk_test_", "from appsettings.json", "Set a live restricted key.");
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_key_passed_as_a_property_is_refused()
    {
        var run = await _shop.PublishAsync(_stripe, $"-p:StripeKey={ShopScenario.LiveSecretKey}");

        run.MustBeRefused("PF2019", "Shop.csproj(1,1)", "A Stripe key was passed as MSBuild property 'StripeKey'", "Use an environment variable and rotate the key.");
        Assert.Empty(_shop.Published);
    }

    private Task<DotnetRun> PublishAsync(Dictionary<string, string> variables) =>
        _shop.DotnetAsync(["publish", "--no-restore", "-o", _shop.PublishFolder, .. Shop.Asking(_stripe.Address)], variables);
}
