using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Reliability;

/// <summary>Analyzers over many sources, for what they do besides reporting: crash, or hold on to a compilation.</summary>
internal sealed class Sweep(IEnumerable<DiagnosticAnalyzer> analyzers, bool concurrent = true)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);
    private static readonly SyntaxTree ImplicitUsings = CSharpSyntaxTree.ParseText(SourceKind.WebImplicitUsings, ParseOptions, "/obj/ImplicitUsings.g.cs");
    private static readonly CSharpCompilation Library = BindReferences(CSharpCompilation.Create(
        "Sweep",
        [ImplicitUsings],
        ReferenceSet.Stripe52.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable)));

    private const int CutsTogether = 64;

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [.. analyzers];

    /// <summary>Some sources as one compilation; with statements at the top it is a program.</summary>
    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources, params IEnumerable<MetadataReference> references)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path)).ToArray();
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax));
        return Library
            .WithOptions(Library.Options.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary))
            .AddReferences(references)
            .AddSyntaxTrees(trees);
    }

    /// <summary>With what the SDK's generator writes for <c>[LoggerMessage]</c>.</summary>
    public static Compilation Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create(TestReferences.LoggerMessageGenerator.GetGenerators(LanguageNames.CSharp), parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }

    /// <summary>Compilations that are made from one whose references are bound share them.</summary>
    private static CSharpCompilation BindReferences(CSharpCompilation compilation)
    {
        _ = compilation.Assembly;
        return compilation;
    }

    /// <summary>What the analyzers report.</summary>
    /// <exception cref="VerificationException">One of them crashed; the message holds the source.</exception>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrent, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(compilation, _analyzers, options).GetAnalyzerDiagnosticsAsync();
        try
        {
            Analysis.ThrowIfCrashed(diagnostics);
        }
        catch (VerificationException crash)
        {
            throw new VerificationException($"{crash.Message}\nin\n{string.Join("\n", compilation.SyntaxTrees.Skip(1).Select(tree => $"// {tree.FilePath}\n{tree}"))}");
        }

        return diagnostics;
    }

    /// <summary>The sources cut at every n-th token. How many cuts were analysed.</summary>
    /// <inheritdoc cref="AnalyzeAsync"/>
    public async Task<int> CutAsync(IEnumerable<string> sources, int every, int first)
    {
        var groups = sources.ToLookup(BrokenCode.FitsInNamespace);
        string[] together = [.. groups[true].SelectMany(source => BrokenCode.CutEvery(source, every, first)).Select(BrokenCode.InNamespace)];
        string[] alone = [.. groups[false].SelectMany(source => BrokenCode.CutEvery(source, every, first))];
        await Parallel.ForEachAsync(together.Chunk(CutsTogether).Concat(alone.Chunk(1)), async (cuts, _) => await AnalyzeCutsAsync(cuts));
        return together.Length + alone.Length;
    }

    private async Task AnalyzeCutsAsync(string[] cuts)
    {
        try
        {
            await AnalyzeAsync(Compile(cuts.Select((cut, index) => ($"/Cut{index}.cs", cut))));
        }
        catch (VerificationException) when (cuts.Length > 1)
        {
            // One of them by itself is easier to read; when none crashes by itself, the first message stands.
            foreach (var cut in cuts)
            {
                await AnalyzeCutsAsync([cut]);
            }

            throw;
        }
    }
}
