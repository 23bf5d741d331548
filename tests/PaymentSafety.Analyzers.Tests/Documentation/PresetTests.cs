using System.Text;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>build/presets: one level for every rule, weaker than anything that a user configures.</summary>
public class PresetTests
{
    private const string Recommended = "recommended";
    private const string Strict = "strict";
    private const string Audit = "audit";
    private const string None = "none";

    private static readonly Dictionary<string, string> Summaries = new()
    {
        [Recommended] = "Every rule at its own level.",
        [Strict] = "Every warning is an error: what a build in CI runs with.",
        [Audit] = "Everything on, at least as a warning: for a look at a code base as a whole.",
        [None] = "Every rule off: turn on what you want one by one.",
    };

    public static TheoryData<string> Presets => [.. Summaries.Keys];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Preset_has_a_line_for_every_rule(string preset) => GeneratedText.VerifyFile(FileName(preset), Text(preset));

    [Theory]
    [MemberData(nameof(Presets))]
    public void The_compiler_reads_the_preset(string preset)
    {
        var config = Global(Parse(preset));

        var rules = ShippedRules.All.Select(rule => rule.Descriptor).Where(rule => HasLine(preset, rule)).ToArray();
        Assert.Equal(rules.Length, config.TreeOptions.Count);
        Assert.All(rules, rule => Assert.Equal(Report(Severity(preset, RuleLevel.Of(rule))), config.TreeOptions[rule.Id]));
        Assert.Equal(preset, config.AnalyzerOptions[AnalyzerConfigKeys.Preset]);
    }

    /// <summary>A user's own .globalconfig has a higher level, whatever its name; equal levels would cancel each other out.</summary>
    [Theory]
    [InlineData("/repo/.globalconfig")]
    [InlineData("/repo/team.globalconfig")]
    public void What_a_user_sets_wins(string path)
    {
        var user = AnalyzerConfig.Parse("is_global = true\ndotnet_diagnostic.PAY1001.severity = silent\n", path);

        Assert.Equal(ReportDiagnostic.Hidden, Global(Parse(Strict), user).TreeOptions["PAY1001"]);
    }

    private static string FileName(string preset) => $"build/presets/{preset}.globalconfig";

    private static string Text(string preset)
    {
        var text = new StringBuilder(
            $"""
            # {Summaries[preset]}
            # Generated from Rules.cs. What you set in .editorconfig or in a .globalconfig of your own wins.
            is_global = true
            global_level = -1
            {AnalyzerConfigKeys.Preset} = {preset}

            """);
        foreach (var (_, rule) in ShippedRules.All)
        {
            var line = HasLine(preset, rule)
                ? $"dotnet_diagnostic.{rule.Id}.severity = {Severity(preset, RuleLevel.Of(rule))}"
                : "# decides by the place, after the preset's name above";
            text.Append($"\n# {rule.Id}: {rule.Title}\n{line}\n");
        }

        return text.ToString();
    }

    /// <summary>A line would take the rule its milder places away; where everything has one level anyway, it does no harm.</summary>
    private static bool HasLine(string preset, DiagnosticDescriptor rule) =>
        preset is Audit or None || !rule.CustomTags.Contains(Rules.LevelDependsOnPlace);

    private static string Severity(string preset, string level) => (preset, level) switch
    {
        (None, _) => "none",
        (Audit, "error") => "error",
        (Audit, _) => "warning",
        (_, RuleLevel.Off) => "none",
        (Strict, "warning") => "error",
        _ => level,
    };

    private static ReportDiagnostic Report(string severity) => severity switch
    {
        "error" => ReportDiagnostic.Error,
        "warning" => ReportDiagnostic.Warn,
        "suggestion" => ReportDiagnostic.Info,
        "none" => ReportDiagnostic.Suppress,
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "No severity of .editorconfig."),
    };

    private static AnalyzerConfig Parse(string preset) => AnalyzerConfig.Parse(Text(preset), $"/package/{FileName(preset)}");

    private static AnalyzerConfigOptionsResult Global(params AnalyzerConfig[] configs)
    {
        var set = AnalyzerConfigSet.Create(configs, out var diagnostics);
        Assert.Empty(diagnostics);
        return set.GlobalConfigOptions;
    }
}
