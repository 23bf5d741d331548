using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The price map by itself, and everything that can be in its place.</summary>
public sealed class MapCheckTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task The_shop_passes()
    {
        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task No_map_is_an_error_at_the_project()
    {
        File.Delete(Path.Combine(_gate.Folder, "stripe-prices.json"));

        var run = await _gate.RunAsync();

        run.AssertOnly("PF1001", Severity.Error, "shop.csproj", 1, 1, "Price map 'stripe-prices.json' was not found.");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    [Fact]
    public async Task The_second_default_name_is_found()
    {
        File.Move(Path.Combine(_gate.Folder, "stripe-prices.json"), Path.Combine(_gate.Folder, "price-map.json"));

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_given_name_is_the_only_one()
    {
        _gate.Options = _gate.Options with { PriceMap = "config/prices.json" };

        (await _gate.RunAsync()).AssertOnly("PF1001", Severity.Error, "shop.csproj", 1, 1, $"Price map '{Path.Combine("config", "prices.json")}' was not found.");
    }

    [Fact]
    public async Task A_folder_in_its_place_is_named()
    {
        File.Delete(Path.Combine(_gate.Folder, "stripe-prices.json"));
        Directory.CreateDirectory(Path.Combine(_gate.Folder, "stripe-prices.json"));

        (await _gate.RunAsync()).AssertOnly("PF1001", Severity.Error, "shop.csproj", 1, 1, "Price map 'stripe-prices.json' was not found: a folder has that name.");
    }

    [Theory]
    [InlineData("", 1, 1, "The price map is not valid JSON: the file is empty.")]
    [InlineData("[]", 1, 1, "The price map is not valid JSON: the root must be an object of plans, but is an array.")]
    [InlineData("{\n  \"lite\": {\n", 3, 1, null)]
    [InlineData("<html>", 1, 1, null)]
    public async Task What_is_not_json_is_an_error_at_its_place(string content, int line, int column, string? message)
    {
        _gate.Write("stripe-prices.json", content);

        var run = await _gate.RunAsync();

        run.AssertOnly("PF1002", Severity.Error, "stripe-prices.json", line, column, message ?? run.Diagnostics[0].Finding.Message);
        Assert.Equal($"Correct line {line}.", run.Diagnostics[0].Finding.Fix);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        // The key can still be proved; the prices cannot.
        Assert.Equal(0, _gate.Server.Log.All.Count(request => request.Path.StartsWith("/v1/prices", StringComparison.Ordinal)));
        Assert.Contains(" unknown", run.ClosingLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_megabytes_of_garbage_are_refused_unread()
    {
        var garbage = new byte[10 * 1024 * 1024];
        new Random(7).NextBytes(garbage);
        await File.WriteAllBytesAsync(Path.Combine(_gate.Folder, "stripe-prices.json"), garbage);

        (await _gate.RunAsync()).AssertOnly("PF1002", Severity.Error, "stripe-prices.json", 1, 1, "The price map is not valid JSON: the file is larger than 8 MiB.");
    }

    [Fact]
    public async Task Seven_megabytes_of_garbage_are_no_json()
    {
        var garbage = new byte[7 * 1024 * 1024];
        new Random(7).NextBytes(garbage);
        await File.WriteAllBytesAsync(Path.Combine(_gate.Folder, "stripe-prices.json"), garbage);

        Assert.Equal("PF1002", Assert.Single((await _gate.RunAsync()).Diagnostics).Code);
    }

    [Fact]
    public async Task Comments_a_byte_order_mark_and_trailing_commas_are_fine()
    {
        var map = "// the shop\n" + GateFixture.Map.Replace("5000 }", "5000, },", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(_gate.Folder, "stripe-prices.json"), [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(map)]);

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task An_empty_map_is_an_error()
    {
        _gate.Write("stripe-prices.json", "{ }");

        (await _gate.RunAsync()).AssertOnly("PF1016", Severity.Error, "stripe-prices.json", 1, 1, "The price map has no plans.");
    }

    [Fact]
    public async Task A_wrong_type_is_an_error_at_its_place()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("360", "\"360\"", StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertOnly(
            "PF1003", Severity.Error, "stripe-prices.json", 2, 116, "Plan 'lite-monthly': 'credits' must be a whole number, 0 or more, but is the text \"360\".");
    }

    [Fact]
    public async Task A_plan_that_is_written_twice_is_an_error_at_the_second()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("pro-monthly", "lite-monthly", StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertOnly(
            "PF1004", Severity.Error, "stripe-prices.json", 3, 3, "Plan 'lite-monthly' is written twice (lines 2 and 3); readers keep only the last.");
    }

    [Fact]
    public async Task An_unknown_property_is_a_warning_and_publishes()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("\"credits\": 360", "\"crediits\": 360", StringComparison.Ordinal));

        var run = await _gate.RunAsync();

        run.AssertOnly("PF1005", Severity.Warning, "stripe-prices.json", 2, 105, "Plan 'lite-monthly': unknown property 'crediits'. Did you mean 'credits'?");
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains(" 1 warned", run.ClosingLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_price_that_is_not_created_is_an_error_in_live_mode(string live)
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("\"price_1LiteLStandIn001monthly0\"", live, StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertOnly("PF1006", Severity.Error, "stripe-prices.json", 2, 71, "Plan 'lite-monthly' has no live price.");
    }

    [Fact]
    public async Task A_price_that_is_not_created_is_a_warning_in_test_mode()
    {
        _gate.UseTestMode();
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("\"price_1LiteTStandIn001monthly0\"", "null", StringComparison.Ordinal));

        var run = await _gate.RunAsync();

        run.AssertOnly("PF1006", Severity.Warning, "stripe-prices.json", 2, 29, "Plan 'lite-monthly' has no test price.");
        Assert.Equal(ExitCode.Passed, run.ExitCode);
    }

    [Fact]
    public async Task A_missing_slot_is_told_in_either_mode()
    {
        _gate.Write("stripe-prices.json", """{ "lite": { "live": "price_1LiteLStandIn001monthly0" } }""");
        (await _gate.RunAsync()).AssertOnly(
            "PF1003", Severity.Error, "stripe-prices.json", 1, 3, "Plan 'lite': 'test' must be a price id, or null while it is not created, but is missing.");

        _gate.Write("stripe-prices.json", """{ "lite": { "test": "price_1LiteTStandIn001monthly0" } }""");
        (await _gate.RunAsync()).AssertOnly("PF1006", Severity.Error, "stripe-prices.json", 1, 3, "Plan 'lite' has no live price.");
    }

    [Fact]
    public async Task An_invisible_character_in_an_id_is_an_error()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteLStandIn001monthly0", "LiteLStandIn001monthly0 ", StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertOnly("PF1012", Severity.Error, "stripe-prices.json", 2, 71, "Plan 'lite-monthly': the live id contains a blank at position 31.");
    }
}
