using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// All rules over folders of other people's code: does one of them crash, and what does it say where nobody takes money? Stripe.net is referenced, so that no rule stays
/// away; what the code lacks besides is missing, which a rule has to bear.
/// </summary>
internal static class SourceSweep
{
    private const string Crash = "AD0001";

    /// <returns>1 when a rule crashed, 2 when a folder is not there.</returns>
    public static int Run(IReadOnlyList<string> folders)
    {
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
        {
            Console.Error.WriteLine($"No folder '{missing}': name folders with C# sources.");
            return 2;
        }

        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        long files = 0, lines = 0;
        foreach (var project in folders.SelectMany(folder => SourceProject.In(folder, referencesStripe: true)))
        {
            files += project.Files;
            lines += project.Lines;
            foreach (var diagnostic in Analyze(project))
            {
                found[diagnostic.Id] = found.GetValueOrDefault(diagnostic.Id) + 1;
                Console.WriteLine(diagnostic);
            }
        }

        Console.WriteLine($"{files} files, {lines} lines; {(found.Count == 0 ? "nothing reported" : string.Join(", ", found.Select(id => $"{id.Value} {id.Key}")))}.");
        return found.ContainsKey(Crash) ? 1 : 0;
    }

    private static ImmutableArray<Diagnostic> Analyze(SourceProject project)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return new CompilationWithAnalyzers(project.Compile(), ShippedAnalyzers.All, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
