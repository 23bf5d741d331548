using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Code;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>What the compiled app holds. The assemblies are written here, with the texts and references that a case needs.</summary>
public sealed class CodeCheckTests : IAsyncLifetime
{
    private const string Id = "we_1ShopEStandIn001endpoint";

    private GateFixture _gate = null!;

    private StripeModeData Live => _gate.Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Code_that_fits_the_map_and_the_endpoint_passes()
    {
        Use(Assembly("Shop", new Version(52, 2), "invoice.paid", "checkout.session.completed", ShopScenario.LiteLivePrice, "an ordinary text", "tok_en", "pm_card_"));

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task Without_an_assembly_nothing_is_said_about_code()
    {
        var run = await _gate.RunAsync();

        Assert.All(run.Results.Where(result => result.Check.Id.StartsWith("PF700", StringComparison.Ordinal)), result => Assert.Equal(CheckStatus.Skipped, result.Status));
    }

    [Fact]
    public async Task Event_types_of_the_code_that_the_endpoint_does_not_send_are_an_error()
    {
        Use(Assembly("Shop", new Version(52, 2), "invoice.paid", "charge.refunded", "shop.example.com"));

        (await _gate.RunAsync()).AssertOnly("PF5006", Severity.Error, "shop.csproj", 1, 1, $"The code handles charge.refunded, but endpoint {Id} does not send them.");
    }

    [Fact]
    public async Task Texts_of_an_assembly_without_stripe_are_no_events()
    {
        Use(Assembly("Shop", null, "charge.refunded"));

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData("2025-08-27.basil", "52.2", "2026-07-29.dahlia", "dahlia", true)]
    [InlineData("2026-05-27.dahlia", "52.2", "2026-07-29.dahlia", "dahlia", false)]
    [InlineData("2024-09-30.acacia", "46.0", "2024-10-28.acacia", "2024-10-28.acacia", true)]
    [InlineData("2022-11-15", "43.23", "2023-10-16", "2023-10-16", true)]
    [InlineData("2023-10-16", "43.23", "2023-10-16", "2023-10-16", false)]
    [InlineData("2026-07-29.dahlia", "47.4", "2025-02-24.acacia", "acacia", true)]
    public async Task An_endpoint_of_another_train_than_the_librarys_is_an_error(string endpoint, string library, string pinned, string train, bool told)
    {
        Live.WebhookEndpoints.Put(Live.WebhookEndpoints.Find(Id)! with { ApiVersion = endpoint });
        var version = Version.Parse(library + ".0");
        Use(Assembly("Shop", version, "invoice.paid"), StripeNet(version, pinned, "EventTypes", "invoice.paid"));

        var run = await _gate.RunAsync();

        if (told)
        {
            run.AssertOnly(
                "PF5004", Severity.Error, "shop.csproj", 1, 1,
                $"Endpoint {Id} sends API version {endpoint}; Stripe.net {library}.0 expects {train}: ConstructEvent will throw for every event.");
            Assert.Equal($"Create an endpoint with api_version {pinned}.", run.Diagnostics[0].Finding.Fix);
        }
        else
        {
            run.AssertPassed();
        }
    }

    [Fact]
    public void The_library_of_the_tests_says_its_version_and_its_events()
    {
        var facts = AssemblyReading.Read([], SurfaceLibrary.Path).StripeNet!;

        Assert.Equal((52, "2026-07-29.dahlia", "dahlia"), (facts.Version.Major, facts.ApiVersion, facts.Train));
        Assert.Contains("checkout.session.completed", facts.EventTypes);
        Assert.True(facts.EventTypes.Count > 100);
    }

    [Fact]
    public void Older_libraries_name_their_events_in_another_class()
    {
        var path = StripeNet(new Version(43, 23, 0), "2023-10-16", "Events", "invoice.paid");

        Assert.Equal(["invoice.paid"], AssemblyReading.Read([], path).StripeNet!.EventTypes);
    }

    [Fact]
    public async Task A_price_id_that_is_not_in_the_map_is_a_warning()
    {
        Use(Assembly("Shop", new Version(52, 2), "https://shop/buy?price=price_1Old5LStandIn001monthly0&x=1"));

        (await _gate.RunAsync()).AssertOnly("PF7001", Severity.Warning, "shop.csproj", 1, 1, "'Shop.dll' contains price id 'price_1Old5LStandIn001monthly0', which is not in the map.");
    }

    [Theory]
    [InlineData("pm_card_visa", "pm_card_visa")]
    [InlineData("pm_card_chargeDeclined", "pm_card_chargeDeclined")]
    [InlineData("source=tok_visa", "tok_visa")]
    [InlineData("4242424242424242", "4242424242424242")]
    public async Task A_value_for_tests_is_an_error_in_live_mode_only(string text, string value)
    {
        Use(Assembly("Shop", null, text));
        var run = await _gate.RunAsync();
        Assert.Equal($"'Shop.dll' contains test-only value '{value}'.", Assert.Single(run.Diagnostics, diagnostic => diagnostic is { Code: "PF7002", Severity: Severity.Error }).Finding.Message);

        _gate.UseTestMode();
        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData("tok_1NnlpZGPxmnHQRkJuWjM7eRV")]
    [InlineData("pm_1NnlpZGPxmnHQRkJuWjM7eRV")]
    [InlineData("token_visa")]
    [InlineData("my_tok_visa")]
    public async Task What_only_looks_like_a_value_for_tests_passes(string text)
    {
        Use(Assembly("Shop", null, text));

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task Two_versions_of_the_library_are_a_warning()
    {
        Use(Assembly("Shop", new Version(52, 2, 0), "x"), Assembly("Core", new Version(50, 4, 1), "x"));

        (await _gate.RunAsync()).AssertOnly("PF7003", Severity.Warning, "shop.csproj", 1, 1, "Projects use different Stripe.net versions: Shop.dll 52.2.0 and Core.dll 50.4.1.");
    }

    [Fact]
    public async Task A_secret_in_the_code_is_an_error_without_its_characters()
    {
        Use(Assembly("Shop", null, "key=" + ShopScenario.LiveSecretKey));

        var run = await _gate.RunAsync();

        run.AssertOnly("PF7004", Severity.Error, "shop.csproj", 1, 1, $"'Shop.dll' contains a live secret key ({ShopScenario.LiveSecretKey.Length} characters).");
        Assert.DoesNotContain(ShopScenario.LiveSecretKey[12..], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_that_cannot_be_read_is_an_error_and_not_a_pass()
    {
        _gate.Write("Shop.dll", "MZ and nothing more");
        _gate.Options = _gate.Options with { Assemblies = [Path.Combine(_gate.Folder, "Shop.dll")] };

        var run = await _gate.RunAsync();

        Assert.Equal(("PF7006", Severity.Error), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity));
    }

    [Fact]
    public async Task A_run_that_goes_on_tells_only_what_is_new_and_keeps_the_whole_result()
    {
        _gate.ReportDirectory = Path.Combine(_gate.Folder, "obj");
        _gate.Options = _gate.Options with { SnapshotFile = Path.Combine(_gate.Folder, "shared", "snapshot.json") };
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("360", "361", StringComparison.Ordinal));
        Assert.Equal("PF4010", Assert.Single((await _gate.RunAsync()).Diagnostics).Code);
        var asked = _gate.Server.Log.Count;

        Use(Assembly("Shop", null, "key=" + ShopScenario.LiveSecretKey));
        _gate.Options = _gate.Options with { IsContinued = true };
        var second = await _gate.RunAsync();

        Assert.Equal("PF7004", Assert.Single(second.Diagnostics).Code);
        Assert.Equal(asked, _gate.Server.Log.Count);
        Assert.DoesNotContain(second.Lines, line => line.Contains("checking", StringComparison.Ordinal));
        Assert.Equal(2, second.Results.Count(result => result.Status == CheckStatus.Fail));
    }

    private void Use(params string[] assemblies) => _gate.Options = _gate.Options with
    {
        Assemblies = [.. assemblies.Where(path => Path.GetFileName(path) != "Stripe.net.dll")],
        StripeNet = assemblies.FirstOrDefault(path => Path.GetFileName(path) == "Stripe.net.dll") ?? SurfaceLibrary.Path,
    };

    /// <summary>An assembly whose code loads these texts.</summary>
    private string Assembly(string name, Version? stripeNet, params string[] texts) => Write(name, new Version(1, 0, 0, 0), (metadata, code) =>
    {
        if (stripeNet is not null)
            metadata.AddAssemblyReference(metadata.GetOrAddString("Stripe.net"), new Version(stripeNet.Major, stripeNet.Minor, Math.Max(stripeNet.Build, 0), 0), default, default, default, default);
        foreach (var text in texts)
        {
            code.LoadString(metadata.GetOrAddUserString(text));
            code.OpCode(ILOpCode.Pop);
        }
    });

    /// <summary>A Stripe.net.dll of another version: its pinned API version, and its event types in a class of this name.</summary>
    private string StripeNet(Version version, string apiVersion, string eventsClass, params string[] events)
    {
        var library = new PersistedAssemblyBuilder(new AssemblyName("Stripe.net") { Version = new Version(version.Major, version.Minor, Math.Max(version.Build, 0), 0) }, typeof(object).Assembly);
        var module = library.DefineDynamicModule("Stripe.net");
        Constants(module.DefineType("Stripe." + eventsClass), events);
        Constants(module.DefineType("Stripe.ApiVersion"), [apiVersion]);
        var path = Path.Combine(_gate.Folder, "Stripe.net.dll");
        library.Save(path);
        return path;

        static void Constants(TypeBuilder type, string[] values)
        {
            for (var i = 0; i < values.Length; i++)
                type.DefineField(i == 0 ? "Current" : $"Value{i}", typeof(string), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal).SetConstant(values[i]);
            type.CreateType();
        }
    }

    private string Write(string name, Version version, Action<MetadataBuilder, InstructionEncoder> write)
    {
        var metadata = new MetadataBuilder();
        metadata.AddAssembly(metadata.GetOrAddString(name), version, default, default, default, default);
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        var bodies = new MethodBodyStreamEncoder(new BlobBuilder());
        var code = new InstructionEncoder(new BlobBuilder());
        write(metadata, code);
        code.OpCode(ILOpCode.Ret);
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, returns => returns.Void(), _ => { });
        metadata.AddMethodDefinition(MethodAttributes.Static, MethodImplAttributes.IL, metadata.GetOrAddString("Run"), metadata.GetOrAddBlob(signature), bodies.AddMethodBody(code), default);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var image = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), bodies.Builder).Serialize(image);
        var path = Path.Combine(_gate.Folder, name + ".dll");
        File.WriteAllBytes(path, image.ToArray());
        return path;
    }
}
