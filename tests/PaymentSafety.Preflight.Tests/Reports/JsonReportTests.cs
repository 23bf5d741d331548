using System.Text.Json;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Reports;

public sealed class JsonReportTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    private string File => Path.Combine(_gate.Folder, "obj", "paymentsafety", "preflight.json");

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.ReportDirectory = Path.GetDirectoryName(File);
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Every_check_is_in_it_with_its_status_and_its_findings()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));

        var run = await _gate.RunAsync();

        var report = await ReadAsync();
        Assert.Equal("live", report.GetProperty("mode").GetString());
        Assert.Equal((int)run.ExitCode, report.GetProperty("exitCode").GetInt32());
        Assert.Equal(5, report.GetProperty("requests").GetInt32());
        Assert.Equal(run.Results.Count, report.GetProperty("checks").GetArrayLength());
        var failed = report.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("status").GetString() == "fail");
        Assert.Equal("PF4001", failed.GetProperty("id").GetString());
        var finding = failed.GetProperty("findings")[0];
        Assert.Equal((2, 71, "error"), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task A_stand_in_proves_nothing_against_stripe()
    {
        await _gate.RunAsync();

        var report = await ReadAsync();
        Assert.False(report.GetProperty("provedAgainstStripe").GetBoolean());
        Assert.Contains("nothing was proved against Stripe", report.GetProperty("caveat").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_could_not_be_made_says_why()
    {
        _gate.Server.Faults.Add(Fault.WebPage());

        await _gate.RunAsync();

        var open = (await ReadAsync()).GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("status").GetString() == "unknown").ToList();
        Assert.NotEmpty(open);
        Assert.All(open, check => Assert.StartsWith("PF9004: ", check.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_breaks_off_leaves_no_older_result()
    {
        await _gate.RunAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gate.RunAsync(stop.Token));

        Assert.False(System.IO.File.Exists(File));
    }

    private async Task<JsonElement> ReadAsync() => JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(File)).RootElement;
}
