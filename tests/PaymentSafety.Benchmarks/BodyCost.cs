using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// What one body costs in an editor at most: each long one is analysed by itself with the rules of one family, as an editor asks for the lines on the screen, when its file is
/// bound. The driver's own work is in the time.
/// </summary>
internal static class BodyCost
{
    /// <summary>Shorter ones are not the worst.</summary>
    private const int ShortestText = 1500;

    private const int Shown = 5;

    /// <returns>2 when there is no such family.</returns>
    public static int Measure(string family, IReadOnlyList<string> folders)
    {
        var analyzers = ShippedAnalyzers.All.Where(analyzer => ShippedAnalyzers.FamilyOf(analyzer) == family).ToImmutableArray();
        if (analyzers.IsEmpty)
        {
            Console.Error.WriteLine($"No family '{family}'.");
            return 2;
        }

        var bodies = new List<(double Milliseconds, string Place)>();
        foreach (var project in folders.SelectMany(folder => SourceProject.In(folder, referencesStripe: true)))
        {
            bodies.AddRange(Measure(project.Compile(), analyzers));
        }

        Console.WriteLine($"{bodies.Count} bodies of {ShortestText} characters and more");
        foreach (var (milliseconds, place) in bodies.OrderByDescending(body => body.Milliseconds).Take(Shown))
        {
            Console.WriteLine($"  {milliseconds,8:F1} ms  {place}");
        }

        return 0;
    }

    private static IEnumerable<(double Milliseconds, string Place)> Measure(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var analysis = new CompilationWithAnalyzers(compilation, analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        foreach (var tree in compilation.SyntaxTrees)
        {
            var bodies = tree.GetRoot().DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax && node.Span.Length >= ShortestText).ToList();
            if (bodies.Count == 0)
            {
                continue;
            }

            // Twice: the first asking binds the file, and warms what the rules keep for a compilation.
            var model = compilation.GetSemanticModel(tree);
            _ = analysis.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult();
            foreach (var body in bodies)
            {
                var clock = Stopwatch.StartNew();
                _ = analysis.GetAnalyzerSemanticDiagnosticsAsync(model, body.Span, CancellationToken.None).GetAwaiter().GetResult();
                yield return (clock.Elapsed.TotalMilliseconds, $"{tree.FilePath}({tree.GetLineSpan(body.Span).StartLinePosition.Line + 1}), {body.Span.Length} characters");
            }
        }
    }
}
