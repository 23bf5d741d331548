using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Options;

/// <summary>What the build says about the project that is compiled: made once a compilation, in CompilationStart.</summary>
internal sealed class ProjectFacts
{
    private const string BuildProperty = "build_property.";

    private readonly Compilation _compilation;
    private readonly AnalyzerConfigOptions _global;
    private readonly Lazy<bool> _isTestProject;
    private readonly Lazy<ClientKind> _client;

    public ProjectFacts(Compilation compilation, AnalyzerOptions options)
    {
        _compilation = compilation;
        _global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        _isTestProject = new Lazy<bool>(FindIsTestProject);
        _client = new Lazy<ClientKind>(() => CompiledClient.KindOf(compilation, this));
    }

    /// <summary>IsTestProject where the build says so either way, else whether a test framework is referenced.</summary>
    public bool IsTestProject => _isTestProject.Value;

    /// <summary>Whether, and where, the whole program is handed to its users.</summary>
    public ClientKind Client => _client.Value;

    /// <summary>The levels of the strict preset apply: warnings are errors.</summary>
    public bool IsStrict => _global.TryGetValue(AnalyzerConfigKeys.Preset, out var preset) && Is(preset, "strict");

    /// <summary>PaymentSafetyScanFiles=false: files beside the code are left alone.</summary>
    public bool ScansFiles => !(TryGet("PaymentSafetyScanFiles", out var value) && Is(value, "false"));

    /// <summary>An MSBuild property that the build lets analyzers see; false where it does not, or where it is empty.</summary>
    public bool TryGet(string property, out string value)
    {
        if (_global.TryGetValue(BuildProperty + property, out var found) && found.Length > 0)
        {
            value = found;
            return true;
        }

        value = string.Empty;
        return false;
    }

    public bool IsTrue(string property) => TryGet(property, out var value) && Is(value, "true");

    /// <summary>The level at a place where a rule may be milder; it has no line in the presets, so the strict one is read here.</summary>
    public DiagnosticSeverity SeverityOf(DiagnosticDescriptor rule, bool lowered) =>
        lowered ? DiagnosticSeverity.Info
        : IsStrict && rule.DefaultSeverity == DiagnosticSeverity.Warning ? DiagnosticSeverity.Error
        : rule.DefaultSeverity;

    private bool FindIsTestProject() =>
        TryGet("IsTestProject", out var value)
            ? Is(value, "true")
            : TestProjects.IsTest(_compilation);

    private static bool Is(string value, string expected) => string.Equals(value.Trim(), expected, StringComparison.OrdinalIgnoreCase);
}
