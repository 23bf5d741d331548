using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// What the rules add to a build in the SDK's own compiler, which runs what a project has without asking: the SDK's analyzers and generators, on all cores. The same projects are compiled
/// by turns with the rules and without, by one compiler server, so that whatever else the computer does, and what the just-in-time compiler has done, falls on both.
/// </summary>
internal static class CompilerCost
{
    /// <summary>A server goes on compiling its own code for so long: the first build takes three times as long as the tenth.</summary>
    private const int WarmUps = 10;

    private const int Rounds = 50;

    private const string Server = "VBCSCompiler";

    /// <param name="folders">Each with projects as folders.</param>
    /// <param name="family">One family of rules; null for all.</param>
    /// <returns>1 when the compiler refused a project, 2 when there is no such family.</returns>
    public static int Measure(IReadOnlyCollection<string> folders, string? family = null)
    {
        var measured = ShippedAnalyzers.Of(family).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).ToHashSet();
        if (measured.Count == 0)
        {
            Console.Error.WriteLine(ShippedAnalyzers.NoFamily(family));
            return 2;
        }

        var root = Directory.CreateTempSubdirectory("compiler-cost-").FullName;
        Process? server = null;
        try
        {
            var projects = folders.SelectMany(folder => SourceProject.In(folder, referencesStripe: true)).Where(IsWhole).ToList();
            var compiler = new Compiler(root);
            string[] without = [.. projects.Select(project => compiler.Write(project, "without", []))];
            string[] with = [.. projects.Select(project => compiler.Write(project, "with", Rules(root, measured)))];
            var servers = Process.GetProcessesByName(Server).Select(process => process.Id).ToHashSet();
            compiler.Compile(without);
            server = Process.GetProcessesByName(Server).FirstOrDefault(process => !servers.Contains(process.Id)) ?? throw new InvalidOperationException($"The compiler started no {Server}; RoslynCommandLineLogFile names a file in which it tells why.");

            var rounds = new List<(Taken Without, Taken With)>();
            for (var round = 0; round < WarmUps + Rounds; round++)
            {
                var first = Time(round % 2 == 0 ? without : with);
                var second = Time(round % 2 == 0 ? with : without);
                if (round >= WarmUps)
                {
                    rounds.Add(round % 2 == 0 ? (first, second) : (second, first));
                }
            }

            Console.WriteLine($"{projects.Count} projects, {projects.Sum(project => project.Lines)} lines, {rounds.Count} rounds, {family ?? "all families"}:");
            Tell("elapsed", [.. rounds.Select(round => (round.Without.Elapsed, round.With.Elapsed))]);
            Tell("processor", [.. rounds.Select(round => (round.Without.Processor, round.With.Processor))]);
            return 0;

            Taken Time(string[] responses)
            {
                var (clock, before) = (Stopwatch.StartNew(), Processor(server));
                compiler.Compile(responses);
                return new Taken(clock.Elapsed.TotalSeconds, Processor(server) - before);
            }
        }
        catch (InvalidOperationException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 1;
        }
        finally
        {
            server?.Kill();
            server?.Dispose();
            Directory.Delete(root, recursive: true);
            File.Delete(PipeOf(root));
        }
    }

    /// <summary>Of a server that nobody else uses; what is killed leaves it behind, where pipes are files.</summary>
    private static string PipeOf(string root) => root + ".server";

    private static bool IsWhole(SourceProject project)
    {
        if (project.HasErrors)
        {
            Console.Error.WriteLine($"{project.Name} is left out, because it does not compile: {project.FirstError}");
        }

        return !project.HasErrors;
    }

    /// <summary>The package's analyzers, with what is not measured switched off.</summary>
    private static string[] Rules(string root, HashSet<string> measured)
    {
        var config = Path.Combine(root, "rules.globalconfig");
        var others = ShippedAnalyzers.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Where(id => !measured.Contains(id));
        File.WriteAllLines(config, ["is_global = true", .. others.Select(id => $"dotnet_diagnostic.{id}.severity = none")]);
        string[] assemblies = ["PaymentSafety.Analyzers.dll", "PaymentSafety.Core.dll"];
        return [.. assemblies.Select(assembly => Option("analyzer", Path.Combine(AppContext.BaseDirectory, assembly))), Option("analyzerconfig", config)];
    }

    private static string Option(string name, string path) => $"/{name}:\"{path}\"";

    private static double Processor(Process server)
    {
        server.Refresh();
        return server.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>The mean of what a round took more, with its standard error: one build differs from the next by more than the rules take.</summary>
    private static void Tell(string time, (double Without, double With)[] rounds)
    {
        var more = rounds.Select(round => round.With - round.Without).ToArray();
        var (mean, compiled) = (more.Average(), rounds.Average(round => round.Without));
        var error = Math.Sqrt(more.Sum(value => (value - mean) * (value - mean)) / (more.Length - 1) / more.Length);
        Console.WriteLine($"  {time,-10} {compiled:F2} s without, {mean:+0.000;-0.000} s more with (standard error {error:F3}): {100 * mean / compiled:F2} % (standard error {100 * error / compiled:F2})");
    }

    private readonly record struct Taken(double Elapsed, double Processor);

    /// <summary>The compiler of the SDK that runs this program.</summary>
    /// <param name="root">Where response files and assemblies go.</param>
    private sealed class Compiler(string root)
    {
        /// <summary>Names of what is there and waits to be asked: what a project has that is compiled ahead of time, and another language.</summary>
        private static readonly string[] Asked = ["RequestDelegateGenerator", "Configuration.Binder", "VisualBasic"];

        private readonly string _sdk = Sdk();

        private readonly string _pipe = Path.GetFileName(PipeOf(root));

        /// <summary>Writes the response file of a project.</summary>
        public string Write(SourceProject project, string name, IEnumerable<string> rules)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, name, project.Name)).FullName;
            var compilation = project.Compile();
            var response = Path.Combine(folder, "project.rsp");
            File.WriteAllLines(response,
            [
                "/nostdlib+", "/unsafe+", "/nullable:enable", "/langversion:preview", "/debug:portable", "/deterministic+", "/warn:0",
                compilation.Options.OutputKind == OutputKind.ConsoleApplication ? "/target:exe" : "/target:library",
                Option("out", Path.Combine(folder, "Project.dll")),
                .. compilation.References.OfType<PortableExecutableReference>().Select(reference => Option("reference", reference.FilePath!)),
                .. OfSdk(),
                .. rules,
                .. compilation.SyntaxTrees.Select(tree => $"\"{(File.Exists(tree.FilePath) ? tree.FilePath : Generated(folder, tree))}\""),
            ]);
            return response;
        }

        public void Compile(IEnumerable<string> responses)
        {
            foreach (var response in responses)
            {
                var start = new ProcessStartInfo(Path.Combine(_sdk, "Roslyn", "bincore", OperatingSystem.IsWindows() ? "csc.exe" : "csc"), ["/noconfig", $"/shared:{_pipe}", $"@{response}"]) { RedirectStandardOutput = true };
                start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(_sdk, "..", ".."));
                using var csc = Process.Start(start)!;
                var said = csc.StandardOutput.ReadToEnd();
                csc.WaitForExit();
                if (csc.ExitCode != 0)
                {
                    throw new InvalidOperationException($"The compiler refused {response}: {said}");
                }
            }
        }

        private static string Generated(string folder, SyntaxTree tree)
        {
            var path = Path.Combine(folder, tree.FilePath);
            File.WriteAllText(path, tree.ToString());
            return path;
        }

        /// <summary>What a project of the SDK is compiled with unless it says otherwise.</summary>
        private IEnumerable<string> OfSdk()
        {
            var analyzers = Path.Combine(_sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers");
            var packs = Path.Combine(_sdk, "..", "..", "packs");
            string[] folders = [analyzers, .. new[] { "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref" }.Select(pack => Path.Combine(Directory.EnumerateDirectories(Path.Combine(packs, pack), $"{Environment.Version.Major}.*").Max()!, "analyzers", "dotnet", "cs"))];
            return folders
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
                .Where(path => !Asked.Any(Path.GetFileName(path).Contains))
                .Select(path => Option("analyzer", path))
                .Append(Option("analyzerconfig", Path.Combine(analyzers, "build", "config", $"analysislevel_{Environment.Version.Major}_default.globalconfig")));
        }

        private static string Sdk()
        {
            using var dotnet = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true, WorkingDirectory = AnalyzerCost.RepositoryRoot() })!;
            var version = dotnet.StandardOutput.ReadToEnd().Trim();
            dotnet.WaitForExit();
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "sdk", version));
        }
    }
}
