using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Real projects in a real workspace, made from the texts of a test.</summary>
internal static class TestSolution
{
    public static Solution Create(SolutionState state, SourceKind kind, IEnumerable<DiagnosticAnalyzer> analyzersToEnable)
    {
        var workspace = new AdhocWorkspace();
        var solution = workspace.CurrentSolution;
        var ids = state.Projects.ToDictionary(project => project.Name, project => ProjectId.CreateNewId(project.Name));
        foreach (var project in state.Projects)
        {
            solution = solution.AddProject(ProjectInfo.Create(
                ids[project.Name],
                VersionStamp.Default,
                project.Name,
                project.Name,
                LanguageNames.CSharp,
                compilationOptions: kind.CompilationOptions(project.OutputKind),
                parseOptions: kind.ParseOptions,
                metadataReferences: References(project, kind)));
            solution = AddDocuments(solution, ids[project.Name], project, kind);
            if (project.Sources.Any(source => source.Content.Contains("LoggerMessage", StringComparison.Ordinal)))
            {
                solution = solution.AddAnalyzerReference(ids[project.Name], TestReferences.LoggerMessageGenerator);
            }
        }

        foreach (var project in state.Projects)
        {
            foreach (var reference in project.AdditionalProjectReferences)
            {
                solution = solution.AddProjectReference(ids[project.Name], new ProjectReference(ids[reference]));
            }

            solution = AddConfig(solution, ids[project.Name], "/.verifier.globalconfig", DefaultConfig(kind, analyzersToEnable));
        }

        return solution;
    }

    /// <summary>Every file as a tool would find it on disk: what a fix did that its text does not show is gone.</summary>
    public static async Task<Solution> ReparseAsync(Solution solution)
    {
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            solution = solution.WithDocumentText(document.Id, SourceText.From((await document.GetTextAsync()).ToString(), Encoding.UTF8));
        }

        return solution;
    }

    /// <summary>Sources and additional files by path.</summary>
    public static async Task<SortedDictionary<string, string>> TextsAsync(Solution solution)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in solution.Projects.SelectMany(project => project.Documents.Concat(project.AdditionalDocuments)))
        {
            texts.Add(document.FilePath ?? document.Name, (await document.GetTextAsync()).ToString());
        }

        return texts;
    }

    private static IEnumerable<MetadataReference> References(ProjectState project, SourceKind kind) =>
        (kind.IsTestProject ? kind.References.WithXunit() : kind.References).References.Concat(project.AdditionalReferences);

    private static Solution AddDocuments(Solution solution, ProjectId project, ProjectState state, SourceKind kind)
    {
        foreach (var (path, content) in state.Sources.Rooted)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), Path.GetFileName(path), SourceText.From(content, Encoding.UTF8), filePath: path);
        }

        if (kind.ImplicitUsings)
        {
            const string Name = "ImplicitUsings.g.cs";
            solution = solution.AddDocument(
                DocumentId.CreateNewId(project), Name, SourceText.From(SourceKind.WebImplicitUsings, Encoding.UTF8), filePath: $"/obj/{state.Name}/{Name}");
        }

        foreach (var (path, content) in state.AdditionalFiles.Rooted)
        {
            solution = solution.AddAdditionalDocument(
                DocumentId.CreateNewId(project), Path.GetFileName(path), SourceText.From(content, Encoding.UTF8), filePath: path);
        }

        foreach (var (path, content) in state.AnalyzerConfigFiles.Rooted)
        {
            solution = AddConfig(solution, project, path, content);
        }

        return solution;
    }

    private static Solution AddConfig(Solution solution, ProjectId project, string path, string content) =>
        solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), Path.GetFileName(path), SourceText.From(content, Encoding.UTF8), filePath: path);

    /// <summary>Weaker than every configuration that a test gives: rules that are off by default are on, and test projects say that they are.</summary>
    private static string DefaultConfig(SourceKind kind, IEnumerable<DiagnosticAnalyzer> analyzersToEnable)
    {
        var config = new StringBuilder("is_global = true\nglobal_level = -1000\n");
        foreach (var descriptor in analyzersToEnable.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(descriptor => !descriptor.IsEnabledByDefault))
        {
            config.Append($"dotnet_diagnostic.{descriptor.Id}.severity = {Severity(descriptor.DefaultSeverity)}\n");
        }

        if (kind.IsTestProject)
        {
            config.Append("build_property.IsTestProject = true\n");
        }

        return config.ToString();
    }

    private static string Severity(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "suggestion",
        _ => "silent",
    };
}
