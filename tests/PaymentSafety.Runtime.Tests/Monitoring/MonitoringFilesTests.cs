using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using PaymentSafety.Runtime.Metrics;

namespace PaymentSafety.Runtime.Tests.Monitoring;

/// <summary>The dashboard and the alert rules of docs/monitoring: they name what the meter measures, and a real Prometheus takes them.</summary>
public sealed partial class MonitoringFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "monitoring");
    private static readonly string[] Parts = ["_bucket", "_count", "_sum"];

    [Fact]
    public void The_dashboard_shows_every_instrument_and_no_other_name()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));
        var expressions = dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);

        Assert.Equal(Instruments().Order(StringComparer.Ordinal), Names(expressions).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_alert_rules_name_instruments_only_and_values_that_the_code_writes()
    {
        var rules = File.ReadAllText(Path.Combine(Folder, "alerts.yml"));

        Assert.Empty(Names([rules]).Except(Instruments()));
        var words = File.ReadAllText(Path.Combine(Repository.Root, "src", "PaymentSafety.Runtime", "Metrics", "PaymentMetrics.cs"));
        Assert.All(LabelValues().Matches(rules).SelectMany(match => match.Groups["values"].Value.Split('|')).Distinct(), value => Assert.Contains($"<c>{value}</c>", words, StringComparison.Ordinal));
    }

    [PromtoolFact]
    public async Task Promtool_finds_nothing_wrong_and_every_rule_fires_where_it_should()
    {
        var folder = Directory.CreateTempSubdirectory("paymentsafety");
        try
        {
            File.Copy(Path.Combine(Folder, "alerts.yml"), Path.Combine(folder.FullName, "alerts.yml"));
            File.Copy(Path.Combine(Repository.Root, "tests", "PaymentSafety.Runtime.Tests", "Monitoring", "alerts.test.yml"), Path.Combine(folder.FullName, "alerts.test.yml"));

            var (checkedWell, check) = await RunAsync(folder.FullName, "check", "rules", "alerts.yml");
            Assert.True(checkedWell, check);
            var (testedWell, test) = await RunAsync(folder.FullName, "test", "rules", "alerts.test.yml");
            Assert.True(testedWell, test);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [PromtoolFact]
    public async Task A_real_Prometheus_loads_the_rules_and_can_evaluate_every_expression_of_the_dashboard()
    {
        var folder = Directory.CreateTempSubdirectory("paymentsafety");
        var port = FreePort();
        File.WriteAllText(Path.Combine(folder.FullName, "prometheus.yml"), $"global: {{ evaluation_interval: 1s }}\nrule_files: ['{Path.Combine(Folder, "alerts.yml")}']\n");
        using var server = Process.Start(new ProcessStartInfo(Path.Combine(Path.GetDirectoryName(PromtoolFactAttribute.Program)!, "prometheus"))
        {
            ArgumentList =
            {
                "--config.file=" + Path.Combine(folder.FullName, "prometheus.yml"), "--storage.tsdb.path=" + Path.Combine(folder.FullName, "data"),
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
            },
            RedirectStandardError = true,
        })!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            var rules = await RulesAsync(client);
            Assert.Equal(11, rules.Count);
            Assert.All(rules, rule => Assert.Equal("ok", rule.GetProperty("health").GetString()));

            using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));
            foreach (var target in dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()))
            {
                var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/query?query=" + Uri.EscapeDataString(target.GetProperty("expr").GetString()!));
                Assert.Equal("success", answer.GetProperty("status").GetString());
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<JsonElement>> RulesAsync(HttpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/rules", limit.Token);
                var rules = answer.GetProperty("data").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray()).ToList();
                // A rule is "unknown" until it was evaluated for the first time.
                if (rules.Count > 0 && rules.All(rule => rule.GetProperty("health").GetString() != "unknown")) return rules;
            }
            catch (HttpRequestException) when (!limit.IsCancellationRequested)
            {
                // It starts still.
            }

            await Task.Delay(200, limit.Token);
        }
    }

    /// <summary>Names as OpenTelemetry writes them for Prometheus: dots are underscores, a unit is a word, a counter ends in _total, a unit in braces is none.</summary>
    private static HashSet<string> Instruments()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var metrics = new PaymentMetrics();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter != metrics.Meter) return;
                var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
                names.Add(instrument is Counter<long> ? name + "_total" : name);
            },
        };
        listener.Start();
        Assert.True(names.Count >= 11);
        return names;
    }

    private static HashSet<string> Names(IEnumerable<string> expressions) => expressions.SelectMany(expression => MetricName().Matches(expression)).Select(match => match.Value)
        .Select(name => Parts.FirstOrDefault(part => name.EndsWith(part, StringComparison.Ordinal)) is { } part ? name[..^part.Length] : name).ToHashSet(StringComparer.Ordinal);

    private static async Task<(bool Succeeded, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(PromtoolFactAttribute.Program!, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, await output + await error);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"\bstripe_[a-z_]+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"(outcome|state|source)=~?""(?<values>[a-z|-]+)""")]
    private static partial Regex LabelValues();
}

/// <summary>The test needs Prometheus.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (Program is null) Skip = "no promtool on the PATH (.ci/run installs the Debian package prometheus)";
    }

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
}
