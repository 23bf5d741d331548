using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// The bodies of a solution on which the card data engine takes longest, once the just-in-time compiler is done: the middle of several rounds, each with a new compilation, as an
/// editor makes one at every key.
/// </summary>
internal static class BodyCost
{
    private const int WarmUps = 2;
    private const int Rounds = 3;
    private const int Shown = 10;

    public static int Measure(IReadOnlyCollection<string> folders)
    {
        var projects = folders.SelectMany(folder => SourceProject.In(folder, referencesStripe: true)).ToList();
        var rounds = Enumerable.Range(0, WarmUps + Rounds).Select(_ => Round(projects)).Skip(WarmUps).ToList();
        var bodies = rounds[0].Keys
            .Select(body => (Body: body, Seconds: rounds.Select(round => round.GetValueOrDefault(body)).Order().ElementAt(Rounds / 2)))
            .OrderByDescending(body => body.Seconds)
            .ToList();
        Console.WriteLine($"{projects.Sum(project => project.Lines)} lines, {bodies.Count} bodies; the slowest:");
        foreach (var (body, seconds) in bodies.Take(Shown))
        {
            Console.WriteLine($"  {seconds * 1000,8:F2} ms  {body}");
        }

        return 0;
    }

    private static Dictionary<string, double> Round(IEnumerable<SourceProject> projects)
    {
        var bodies = new Dictionary<string, double>();
        foreach (var project in projects)
        {
            var clock = new BodyClock(new CardDataAnalyzer());
            var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
            _ = new CompilationWithAnalyzers(project.Compile(), [new SharedWork(), clock], options).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
            foreach (var (body, seconds) in clock.Seconds)
            {
                bodies[$"{project.Name}/{body}"] = seconds;
            }
        }

        return bodies;
    }
}
