using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// What the rules add to a build: the time that each family of analyzers takes, as <c>-reportanalyzer</c> counts it, against the time in which the compiler compiles the same
/// projects into an assembly with its symbols (one that lacks references is parsed and bound, and not emitted: the output says how many), both on one thread of one run. A
/// solution that takes money is one in which every project references Stripe.net; one without has no reference to it. Given no folder, the solution is the repository's own sources.
/// </summary>
internal static class AnalyzerCost
{
    private const int Rounds = 7;

    /// <summary>
    /// The just-in-time compiler takes its time: what is measured before it is done is not what a build server sees. After two rounds the same rules took up to three times as long on the
    /// same sources as five rounds later.
    /// </summary>
    private const int WarmUps = 6;

    private static readonly EmitOptions PortableSymbols = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <param name="folders">Each with projects as folders; none for the repository's own sources.</param>
    /// <param name="only">One family, told analyzer by analyzer; null for all.</param>
    public static int Measure(IReadOnlyCollection<string> folders, string? only = null)
    {
        var analyzers = ShippedAnalyzers.Of(only);
        if (analyzers.IsEmpty)
        {
            Console.Error.WriteLine(ShippedAnalyzers.NoFamily(only));
            return 2;
        }

        if (!GCSettings.IsServerGC || Environment.GetEnvironmentVariable("DOTNET_GCgen0size") is null)
        {
            Console.Error.WriteLine("Set DOTNET_gcServer=1, as the compiler has it, and DOTNET_GCgen0size=0x80000000: a pause lasts as long as a third of what a family takes in a round, and counts for whoever is at work.");
        }

        var roots = folders.Count > 0 ? folders : [RepositoryRoot()];
        foreach (var referencesStripe in new[] { true, false })
        {
            var projects = roots.SelectMany(root => SourceProject.In(root, referencesStripe)).ToList();
            foreach (var project in projects.Where(project => project.HasErrors))
            {
                Console.Error.WriteLine($"{project.Name} is parsed and bound, and not emitted: {project.FirstError}");
            }

            for (var round = 0; round < WarmUps; round++)
            {
                _ = Round(projects, analyzers, NameOf);
            }

            var rounds = Enumerable.Range(0, Rounds).Select(_ => Round(projects, analyzers, NameOf)).ToList();

            Console.WriteLine($"{(referencesStripe ? "With" : "Without")} Stripe.net: {projects.Count} projects, {projects.Sum(project => project.Lines)} lines; {projects.Count(project => !project.HasErrors)} of them emitted; compiled in {Median(rounds.Select(round => round.Compile)):F2} s");
            foreach (var family in rounds[0].Families.Keys.Order(StringComparer.Ordinal))
            {
                Console.WriteLine($"  {family,-34} {Median(rounds.Select(round => round.Families[family])) * 1000,8:F0} ms  {Median(rounds.Select(round => 100 * round.Families[family] / round.Compile)),6:F2} %");
            }

            Console.WriteLine($"  {"all",-34} {Median(rounds.Select(round => round.Families.Values.Sum())) * 1000,8:F0} ms  {Median(rounds.Select(round => 100 * round.Families.Values.Sum() / round.Compile)),6:F2} %");
        }

        return 0;

        string NameOf(DiagnosticAnalyzer analyzer) => only is null ? ShippedAnalyzers.FamilyOf(analyzer) : analyzer.GetType().Name;
    }

    private static (double Compile, Dictionary<string, double> Families) Round(IEnumerable<SourceProject> projects, ImmutableArray<DiagnosticAnalyzer> analyzers, Func<DiagnosticAnalyzer, string> nameOf)
    {
        var compile = 0.0;
        var families = analyzers.Select(nameOf).Distinct().ToDictionary(family => family, _ => 0.0);
        foreach (var project in projects)
        {
            compile += Compile(project);
            foreach (var (family, taken) in Analyze(project, analyzers, nameOf))
            {
                families[family] += taken;
            }
        }

        return (compile, families);
    }

    private static double Compile(SourceProject project)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var clock = Stopwatch.StartNew();
        var compilation = project.Compile();
        if (project.HasErrors)
        {
            _ = compilation.GetDiagnostics();
        }
        else
        {
            var emitted = compilation.Emit(assembly, symbols, options: PortableSymbols);
            if (!emitted.Success)
            {
                throw new InvalidOperationException($"{project.Name} was not emitted: {string.Join(Environment.NewLine, emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3))}");
            }
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static List<(string Family, double Seconds)> Analyze(SourceProject project, ImmutableArray<DiagnosticAnalyzer> analyzers, Func<DiagnosticAnalyzer, string> nameOf)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var analysis = new CompilationWithAnalyzers(project.Compile(), [new SharedWork(), .. analyzers], options).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return [.. analysis.AnalyzerTelemetryInfo.Where(pair => pair.Key is not SharedWork).Select(pair => (nameOf(pair.Key), pair.Value.ExecutionTime.TotalSeconds))];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PaymentSafety.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Not built inside the repository: name the folders to compile.");
    }
}
