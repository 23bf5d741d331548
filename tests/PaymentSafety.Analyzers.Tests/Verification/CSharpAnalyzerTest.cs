using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>
/// One run of analyzers over the sources of a test, and what is expected of it. The same sources are run again as generated code
/// and with the rules disabled by a pragma: what was reported must then be gone; and cut at some of their tokens: nothing may crash.
/// </summary>
public class CSharpAnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The analyzers under test: <typeparamref name="TAnalyzer"/>, and what the test adds.</summary>
    public List<DiagnosticAnalyzer> Analyzers { get; } = [new TAnalyzer()];

    public SolutionState TestState { get; } = new();

    public string TestCode
    {
        set => TestState.Sources.Add(value);
    }

    /// <summary>Beside the ones that the sources' markup expects.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public ReferenceSet ReferenceSet { get; set; } = ReferenceSet.Stripe52;

    /// <summary>A library unless said otherwise; <see cref="OutputKind.ConsoleApplication"/> is what top-level statements need.</summary>
    public OutputKind OutputKind { get; set; } = OutputKind.DynamicallyLinkedLibrary;

    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

    /// <summary>By default enabled, where the language has it.</summary>
    public NullableContextOptions? NullableContextOptions { get; set; }

    /// <summary>The compiler reads <c>///</c> as documentation only when it is asked to; without it they are plain comments.</summary>
    public DocumentationMode DocumentationMode { get; set; } = DocumentationMode.Diagnose;

    public List<string> PreprocessorSymbols { get; } = [];

    /// <summary>Adds the global usings of the web SDK.</summary>
    public bool ImplicitUsings { get; set; }

    /// <summary>Compiles as a test project does: xunit is referenced and <c>IsTestProject</c> is set.</summary>
    public bool IsTestProject { get; set; }

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    /// <summary>What the analyzers report, for tests that look at code whose diagnostics they do not list.</summary>
    /// <exception cref="VerificationException">An analyzer crashed.</exception>
    public async Task<IReadOnlyList<Diagnostic>> ReportAsync() =>
        [.. (await AnalyzeAsync(CreateSolution(MarkedState.Read(TestState, Analyzers).State))).All.Where(diagnostic => !Analysis.IsFromCompiler(diagnostic))];

    /// <exception cref="VerificationException">The analyzers do not do what is expected.</exception>
    public async Task RunAsync()
    {
        if (States.Select(state => MarkedState.Read(state, Analyzers)).Any(IsBeyondThisCompiler))
        {
            await ReportAsync();
        }
        else
        {
            await VerifyAsync();
        }
    }

    /// <summary>Every state whose sources are compiled.</summary>
    private protected virtual IEnumerable<SolutionState> States => [TestState];

    private protected virtual async Task VerifyAsync() => await VerifyTestStateAsync();

    private protected SourceKind SourceKind => new(
        ReferenceSet,
        OutputKind,
        LanguageVersion,
        NullableContextOptions ?? (LanguageVersion.MapSpecifiedToEffectiveVersion() >= LanguageVersion.CSharp8 ? Microsoft.CodeAnalysis.NullableContextOptions.Enable : default),
        DocumentationMode,
        [.. PreprocessorSymbols],
        ImplicitUsings,
        IsTestProject);

    private protected async Task<Analysis> VerifyTestStateAsync()
    {
        var (state, expected) = MarkedState.Read(TestState, Analyzers);
        var analysis = await VerifyStateAsync("Analysis", state, expected);
        await VerifyGeneratedCodeAsync(state, expected);
        await VerifyPragmaAsync(state, expected);
        await VerifyBrokenCodeAsync(await new BrokenCodeRun([.. Analyzers]).RunAsync(analysis.Solution));
        return analysis;
    }

    private protected async Task<Analysis> VerifyStateAsync(string context, SolutionState state, IReadOnlyCollection<DiagnosticResult> expected)
    {
        var analysis = await AnalyzeAsync(CreateSolution(state));
        Verify(context, expected, analysis);
        return analysis;
    }

    private protected void Verify(string context, IReadOnlyCollection<DiagnosticResult> expected, Analysis analysis)
    {
        var expectedIds = expected.Select(result => result.Id).ToImmutableHashSet();
        DiagnosticComparison.Verify(context, expected, analysis.All.Where(diagnostic => IsCompared(diagnostic, expectedIds)));
    }

    private protected Task<Analysis> AnalyzeAsync(Solution solution) => Analysis.RunAsync(solution, [.. Analyzers]);

    /// <summary>What else must not crash on half-typed code.</summary>
    private protected virtual Task VerifyBrokenCodeAsync(IReadOnlyList<Analysis> broken) => Task.CompletedTask;

    private Solution CreateSolution(SolutionState state) => TestSolution.Create(state, SourceKind, Analyzers);

    private bool IsCompared(Diagnostic diagnostic, ImmutableHashSet<string> expectedIds) =>
        !Analysis.IsFromCompiler(diagnostic)
        || expectedIds.Contains(diagnostic.Id)
        || (diagnostic.Severity >= DiagnosticSeverity.Warning && CompilerDiagnostics == CompilerDiagnostics.Warnings)
        || (diagnostic.Severity == DiagnosticSeverity.Error && CompilerDiagnostics == CompilerDiagnostics.Errors);

    /// <summary>A syntax error that the test expects is one in every language.</summary>
    private bool IsBeyondThisCompiler(MarkedState marked) =>
        !marked.Expected.Any(result => result.Id.StartsWith("CS", StringComparison.Ordinal)) && TestCompiler.IsTooOldFor(marked.State, SourceKind.ParseOptions);

    private async Task VerifyGeneratedCodeAsync(SolutionState state, IReadOnlyCollection<DiagnosticResult> expected)
    {
        var inGeneratedCode = Analyzers.Where(GeneratedCodeProbe.Reports).SelectMany(SupportedIds).ToImmutableHashSet();
        await VerifyAgainAsync("The same sources marked <auto-generated/>", "// <auto-generated/>", state, expected, inGeneratedCode);
    }

    private async Task VerifyPragmaAsync(SolutionState state, IReadOnlyCollection<DiagnosticResult> expected)
    {
        var unsuppressible = Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(descriptor => descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable))
            .Select(descriptor => descriptor.Id)
            .ToImmutableHashSet();
        var pragma = $"#pragma warning disable {string.Join(", ", Analyzers.SelectMany(SupportedIds).Distinct().Order())}";
        await VerifyAgainAsync("The same sources under #pragma warning disable", pragma, state, expected, unsuppressible);
    }

    /// <summary>With a line above each source: of what was reported in sources, only the ids of <paramref name="remaining"/> may and must be left.</summary>
    private async Task VerifyAgainAsync(
        string context, string line, SolutionState state, IReadOnlyCollection<DiagnosticResult> expected, ImmutableHashSet<string> remaining)
    {
        var ids = Analyzers.SelectMany(SupportedIds).ToImmutableHashSet();
        var inSources = expected.Where(result => ids.Contains(result.Id) && result.IsInSource).ToArray();
        if (inSources.Length == 0)
        {
            // Nothing was reported that could disappear.
            return;
        }

        var again = new SolutionState();
        foreach (var project in state.Projects)
        {
            var target = project == state ? again : again.AdditionalProjects[project.Name];
            target.Sources.AddRange(project.Sources.Select(source => (source.FileName, $"{line}\n{source.Content}")));
        }

        var analysis = await AnalyzeAsync(CreateSolution(again.WithDefaultsFrom(state)));
        DiagnosticComparison.Verify(
            context,
            [.. inSources.Where(result => remaining.Contains(result.Id)).Select(result => result.Offset(lines: 1))],
            analysis.All.Where(diagnostic => ids.Contains(diagnostic.Id) && ExpectedLocation.IsSource(diagnostic.Location.GetLineSpan().Path)));
    }

    private static IEnumerable<string> SupportedIds(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id);
}
