using System.Diagnostics;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>Keys and signing secrets: which belong together, of which kind they are, and where they stand.</summary>
public sealed class KeyPlaceCheckTests : IAsyncLifetime
{
    private static readonly string OtherAccount = StripeIds.Account("1POtherOtherAcct");
    private static readonly string SigningSecret = "whsec_" + "Vq3ZrT8mK1xPw7YbN5sLd2HfJ9cGaE4u";
    private static readonly string OtherSigningSecret = "whsec_" + "b7KfQ2nXz9TcVm4RjL8pWd1YhS6gEa3o";

    private GateFixture _gate = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.Options = _gate.Options with { Offline = true };
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Keys_of_two_modes_are_an_error()
    {
        _gate.Variables["STRIPE_PUBLISHABLE_KEY"] = ShopScenario.TestPublishableKey;

        (await _gate.RunAsync()).AssertTold("PF2005", Severity.Error, "shop.csproj", "", "The secret key is live but the publishable key is test.");
    }

    [Fact]
    public async Task Keys_of_two_accounts_are_a_warning()
    {
        _gate.Variables["STRIPE_PUBLISHABLE_KEY"] = StripeIds.Key("pk", livemode: true, OtherAccount);

        (await _gate.RunAsync()).AssertOnly(
            "PF2006", Severity.Warning, "shop.csproj", 1, 1, "Secret and publishable key belong to different accounts (…StandIn001, …rOtherAcct).");
    }

    [Fact]
    public async Task Keys_of_one_account_and_mode_pass()
    {
        _gate.Variables["STRIPE_PUBLISHABLE_KEY"] = ShopScenario.LivePublishableKey;
        _gate.Variables["STRIPE_WEBHOOK_SECRET"] = SigningSecret;

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData("NEXT_PUBLIC_STRIPE_KEY")]
    [InlineData("VITE_STRIPE_SECRET")]
    [InlineData("STRIPE_PUBLISHABLE_KEY")]
    public async Task A_secret_under_a_name_for_browsers_is_an_error(string name)
    {
        _gate.Variables[name] = ShopScenario.LiveSecretKey;

        (await _gate.RunAsync()).AssertOnly("PF2007", Severity.Error, "shop.csproj", 1, 1, $"{name} is readable by browsers but holds a secret key.");
    }

    [Fact]
    public async Task A_publishable_key_under_a_name_for_browsers_passes()
    {
        _gate.Variables["NEXT_PUBLIC_STRIPE_KEY"] = ShopScenario.LivePublishableKey;

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_live_secret_in_a_file_is_an_error_where_git_keeps_the_file(bool kept)
    {
        _gate.Write("appsettings.Production.json", $$"""
            {
              "Stripe": { "SecretKey": "{{ShopScenario.LiveSecretKey}}" }
            }
            """);
        _gate.Write("readme.txt", "nothing");
        await GitAsync("init", "-q");
        await GitAsync("add", kept ? "." : "readme.txt");

        var run = await _gate.RunAsync();

        if (kept)
            run.AssertOnly("PF2009", Severity.Error, "appsettings.Production.json", 2, 28, "A live secret is stored in 'appsettings.Production.json' (line 2), which is under version control.");
        else
            run.AssertPassed();
    }

    [Theory]
    [InlineData("2")]
    [InlineData("4")]
    public async Task Every_version_of_the_index_is_read(string version)
    {
        for (var i = 0; i < 30; i++)
            _gate.Write($"src/folder{i % 3}/file{i}.txt", "x");
        _gate.Write("appsettings.json", "{}");
        await GitAsync("init", "-q");
        await GitAsync("add", ".");
        await GitAsync("update-index", "--index-version", version);

        var index = Files.GitIndex.Of(Path.Combine(_gate.Folder, "src"))!;

        Assert.All(Enumerable.Range(0, 30), i => Assert.True(index.Tracks(Path.Combine(_gate.Folder, "src", $"folder{i % 3}", $"file{i}.txt"))));
        Assert.True(index.Tracks(Path.Combine(_gate.Folder, "appsettings.json")));
        Assert.False(index.Tracks(Path.Combine(_gate.Folder, "appsettings.Production.json")));
    }

    [Theory]
    [InlineData("DIRC")]
    [InlineData("DIRC\0\0\0\u0002\0\0\0\u0009")]
    [InlineData("what is this")]
    public void An_index_of_another_form_says_nothing(string content)
    {
        _gate.Write(".git/index", content);

        Assert.Null(Files.GitIndex.Of(_gate.Folder));
    }

    [Theory]
    [InlineData("we_1ShopEStandIn001endpoint")]
    [InlineData("secret")]
    public async Task A_webhook_secret_of_another_kind_is_an_error(string value)
    {
        _gate.Variables["STRIPE_WEBHOOK_SECRET"] = value;

        (await _gate.RunAsync()).AssertOnly("PF2011", Severity.Error, "shop.csproj", 1, 1, "STRIPE_WEBHOOK_SECRET is not a webhook signing secret (expected whsec_…).");
    }

    [Fact]
    public async Task Several_signing_secrets_while_one_is_rolled_pass()
    {
        _gate.Variables["STRIPE_WEBHOOK_SECRET"] = SigningSecret + ";" + OtherSigningSecret;

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_signing_secret_with_a_blank_is_not_usable()
    {
        _gate.Variables["STRIPE_WEBHOOK_SECRET"] = SigningSecret + " ";

        (await _gate.RunAsync()).AssertOnly("PF2008", Severity.Error, "shop.csproj", 1, 1, "STRIPE_WEBHOOK_SECRET is not a usable key: it has a blank at its end.");
    }

    [Fact]
    public async Task The_signing_secret_of_a_test_environment_is_an_error()
    {
        _gate.Variables["Stripe__WebhookSecret"] = SigningSecret;
        _gate.Write("appsettings.Staging.json", $$"""{ "Stripe": { "WebhookSecret": "{{SigningSecret}}" } }""");

        var run = await _gate.RunAsync();

        run.AssertOnly("PF2012", Severity.Error, "shop.csproj", 1, 1, "Test and live use the same webhook secret; Stripe gives each endpoint its own.");
        Assert.Contains("(Stripe__WebhookSecret from the environment is that of appsettings.Staging.json)", run.Diagnostics[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SigningSecret[8..], run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appsettings.Staging.json", false)]
    [InlineData("appsettings.Live.json", true)]
    public async Task Another_secret_or_another_live_environment_passes(string file, bool same)
    {
        _gate.Variables["Stripe__WebhookSecret"] = SigningSecret;
        _gate.Write(file, $$"""{ "Stripe": { "WebhookSecret": "{{(same ? SigningSecret : OtherSigningSecret)}}" } }""");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task The_secret_of_stripe_listen_is_a_warning_in_live_mode_only()
    {
        var secret = "whsec_" + string.Concat(Enumerable.Range(0, 32).Select(i => ((i * 37 + 11) % 256).ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        _gate.Variables["STRIPE_WEBHOOK_SECRET"] = secret;
        (await _gate.RunAsync()).AssertOnly("PF2013", Severity.Warning, "shop.csproj", 1, 1, "STRIPE_WEBHOOK_SECRET looks like the secret that 'stripe listen' prints.");

        _gate.UseTestMode();
        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task An_organization_key_is_a_warning()
    {
        _gate.Variables["STRIPE_SECRET_KEY"] = "sk_org_" + ShopScenario.LiveSecretKey["sk_".Length..];

        (await _gate.RunAsync()).AssertOnly("PF2016", Severity.Warning, "shop.csproj", 1, 1, "STRIPE_SECRET_KEY is an organization key; every request needs Stripe-Context.");
    }

    [Fact]
    public async Task An_unrestricted_key_is_a_note_with_a_link_that_is_filled_in()
    {
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.LiveSecretKey;

        var run = await _gate.RunAsync();

        run.AssertPassed();
        run.AssertTold("PF2017", Severity.Message, "shop.csproj", "", "STRIPE_SECRET_KEY is an unrestricted secret key.");
        Assert.Contains("https://dashboard.stripe.com/apikeys/create?name=PaymentSafety&permissions%5B%5D=rak_plan_read&", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temporary_sandbox_key_is_a_warning()
    {
        _gate.UseTestMode();
        _gate.Variables["STRIPE_SECRET_KEY"] = "rkcs_test_" + ShopScenario.TestSecretKey["sk_test_".Length..];

        (await _gate.RunAsync()).AssertOnly("PF2018", Severity.Warning, "shop.csproj", 1, 1, "STRIPE_SECRET_KEY is a temporary sandbox key (rkcs_).");
    }

    [Fact]
    public async Task A_sample_key_of_the_documents_is_an_error_and_asks_nobody()
    {
        _gate.UseTestMode();
        _gate.Options = _gate.Options with { Offline = false };
        _gate.Variables["STRIPE_SECRET_KEY"] = "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc";

        var run = await _gate.RunAsync();

        run.AssertOnly("PF2020", Severity.Error, "shop.csproj", 1, 1, "STRIPE_SECRET_KEY is a sample key from Stripe's documentation.");
        Assert.Equal(0, _gate.Server.Log.Count);
    }

    private async Task GitAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _gate.Folder };
        using var git = Process.Start(start)!;
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }
}
