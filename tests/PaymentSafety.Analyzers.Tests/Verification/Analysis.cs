using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>What the compiler and the analyzers say about one state of a solution.</summary>
internal sealed class Analysis
{
    private const string AnalyzerCrashed = "AD0001";

    private Analysis(Solution solution, ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>> byProject)
    {
        Solution = solution;
        ByProject = byProject;
    }

    public Solution Solution { get; }

    public ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>> ByProject { get; }

    /// <summary>In the order in which a reader meets them: by file, then by place.</summary>
    public IEnumerable<Diagnostic> All =>
        from diagnostics in ByProject.Values
        from diagnostic in diagnostics
        let place = diagnostic.Location.GetLineSpan()
        orderby place.Path ?? "", place.StartLinePosition, place.EndLinePosition, diagnostic.Id
        select diagnostic;

    /// <exception cref="VerificationException">An analyzer crashed.</exception>
    public static async Task<Analysis> RunAsync(Solution solution, ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent = true)
    {
        var byProject = ImmutableDictionary.CreateBuilder<ProjectId, ImmutableArray<Diagnostic>>();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync() ?? throw new InvalidOperationException($"{project.Name} gave no compilation.");
            byProject.Add(project.Id, await DiagnosticsAsync(compilation, project.AnalyzerOptions, analyzers, concurrent));
        }

        return new Analysis(solution, byProject.ToImmutable());
    }

    /// <inheritdoc cref="RunAsync"/>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(
        Compilation compilation, AnalyzerOptions options, ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent)
    {
        if (analyzers.IsEmpty)
        {
            return compilation.GetDiagnostics();
        }

        var withAnalyzers = new CompilationWithAnalyzers(
            compilation, analyzers, new CompilationWithAnalyzersOptions(options, onAnalyzerException: null, concurrent, logAnalyzerExecutionTime: false));
        var diagnostics = await withAnalyzers.GetAllDiagnosticsAsync();
        ThrowIfCrashed(diagnostics);
        return diagnostics;
    }

    public static void ThrowIfCrashed(IEnumerable<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == AnalyzerCrashed) is { } crash)
        {
            throw new VerificationException($"An analyzer crashed ({AnalyzerCrashed}).\n{crash.GetMessage()}\n{crash.Descriptor.Description}");
        }
    }

    public static bool IsFromCompiler(Diagnostic diagnostic) => diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);
}
