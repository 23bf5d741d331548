using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PaymentSafety.Analyzers.CardData;
using PaymentSafety.Analyzers.Tests.Secrets;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>
/// Lines of code with the rule that must speak about them, one case a row: id, expected, code, why. Expected is a rule, <c>none</c>, or a rule with <c>?</c> where it is to be a
/// suggestion. All cases of a file are compiled together, each in a class of its own, and analysed once. A <c>~</c> in a key is left out, so that no scanner takes the file for a leak.
/// </summary>
internal sealed class FlowCases
{
    private const string Folder = "tests/PaymentSafety.Analyzers.Tests/CardData/Cases";

    /// <summary>Bodies that the generator of Microsoft.Extensions.Logging writes, or that of Microsoft.Extensions.Telemetry where this one cannot.</summary>
    private static readonly string[] LeftToGenerators = ["CS8795"];

    private readonly Lazy<Task<ILookup<string, string>>> _found;

    private FlowCases(IReadOnlyList<FlowCase> all)
    {
        All = all;
        _found = new(AnalyzeAsync);
    }

    public IReadOnlyList<FlowCase> All { get; }

    public static FlowCases Read(string file) => new(
    [
        .. File.ReadLines(RepositoryFiles.PathOf($"{Folder}/{file}"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(fields => new FlowCase(fields[0], fields[1], fields[2].Replace("~", "", StringComparison.Ordinal).Replace("<random body>", Keys.Body, StringComparison.Ordinal))),
    ]);

    /// <summary>What is said about a case, and what the compiler says where it does not compile.</summary>
    public async Task<IReadOnlyList<string>> FoundAsync(string id) => [.. (await _found.Value)[id].Distinct()];

    private async Task<ILookup<string, string>> AnalyzeAsync()
    {
        var state = new SolutionState();
        state.Sources.AddRange([("Libraries.cs", LibraryStubs.Source), ("Shop.cs", FlowScope.Types), .. All.Select(flow => ($"{flow.Id}.cs", FlowScope.Around(flow)))]);
        var kind = new SourceKind(
            ReferenceSet.Stripe52,
            OutputKind.DynamicallyLinkedLibrary,
            LanguageVersion.Latest,
            NullableContextOptions.Disable,
            DocumentationMode.Parse,
            PreprocessorSymbols: ["DEBUG", "TRACE"],
            ImplicitUsings: false,
            IsTestProject: false);
        var analysis = await Analysis.RunAsync(TestSolution.Create(state, kind, []), [new CardDataAnalyzer(), new LoggerMessageAnalyzer()]);
        return analysis.All
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || !Analysis.IsFromCompiler(diagnostic))
            .Where(diagnostic => !LeftToGenerators.Contains(diagnostic.Id))
            .ToLookup(
                diagnostic => Path.GetFileNameWithoutExtension(diagnostic.Location.GetLineSpan().Path),
                diagnostic => Analysis.IsFromCompiler(diagnostic) ? diagnostic.ToString() : diagnostic.Id + (diagnostic.Severity == DiagnosticSeverity.Info ? "?" : ""));
    }
}

internal sealed record FlowCase(string Id, string Expected, string Code);
