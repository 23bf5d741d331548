using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PaymentSafety.Core;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Settings;

namespace PaymentSafety.Runtime.Tests.Documentation;

/// <summary>docs/runtime.md tells what the code does. <c>PAYMENTSAFETY_REGENERATE=1</c> writes its table of decline codes.</summary>
public sealed class RuntimePageTests
{
    private const string Begin = "<!-- decline codes -->\n";
    private const string End = "<!-- /decline codes -->";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "runtime.md");

    [Fact]
    public void The_table_of_decline_codes_is_that_of_the_code()
    {
        var table = new StringBuilder("| Action | Payer is told | Decline codes |\n|---|---|---|\n");
        foreach (var row in DeclineCodes.All.GroupBy(entry => entry.Value).OrderBy(row => row.Key.Action).ThenBy(row => row.Key.Message))
            table.Append($"| {row.Key.Action} | {row.Key.Message} | {string.Join(", ", row.Select(entry => $"`{entry.Key}`").Order(StringComparer.Ordinal))} |\n");

        var page = File.ReadAllText(Page);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("PAYMENTSAFETY_REGENERATE") == "1")
        {
            File.WriteAllText(Page, page[..start] + table + page[end..]);
            return;
        }

        Assert.Equal(table.ToString(), page[start..end]);
    }

    [Fact]
    public void Every_setting_that_is_read_is_on_the_page()
    {
        var asked = new AskedNames();
        new ConfigurePaymentSafetyOptions(asked, new StripeSettingsReader(asked, new HostEnvironment())).Configure(new PaymentSafetyOptions());
        var page = File.ReadAllText(Page);

        var settings = asked.Names.Where(name => name.StartsWith("PaymentSafety:", StringComparison.Ordinal)).Select(name => name.Split(':')[^1]).ToHashSet(StringComparer.Ordinal);
        Assert.True(settings.Count > 20);
        Assert.DoesNotContain(settings, name => !page.Contains(name + "`", StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_problems_that_only_a_running_app_has_are_on_the_page()
    {
        var page = File.ReadAllText(Page);

        Assert.All([SettingRules.MeaninglessSetting, SettingRules.UnmaskedLog], rule => Assert.Contains($"| {rule.Id} |", page, StringComparison.Ordinal));
    }

    /// <summary>Holds nothing and remembers what it was asked for.</summary>
    private sealed class AskedNames : IConfiguration
    {
        private readonly IConfiguration _empty = new ConfigurationBuilder().Build();

        public HashSet<string> Names { get; } = [];

        public string? this[string key]
        {
            get
            {
                Names.Add(key);
                return null;
            }
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken() => _empty.GetReloadToken();

        public IConfigurationSection GetSection(string key)
        {
            Names.Add(key);
            return _empty.GetSection(key);
        }
    }

    private sealed class HostEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
