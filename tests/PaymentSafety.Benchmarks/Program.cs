using BenchmarkDotNet.Running;
using PaymentSafety.Benchmarks;

switch (args)
{
    case ["cost", "--family", var family, .. var folders]:
        return AnalyzerCost.Measure(folders, family);
    case ["cost", .. var folders]:
        return AnalyzerCost.Measure(folders);
    case ["compiler", "--family", var family, .. var folders] when folders.Length > 0:
        return CompilerCost.Measure(folders, family);
    case ["compiler", .. var folders] when folders.Length > 0:
        return CompilerCost.Measure(folders);
    case ["sweep", .. var folders] when folders.Length > 0:
        return SourceSweep.Run(folders);
    case ["bodies", .. var folders] when folders.Length > 0:
        return BodyCost.Measure(folders);
    case ["log"]:
        return LogLineCost.Measure();
    case ["gate", .. var parts]:
        return await GateCost.MeasureAsync(AnalyzerCost.RepositoryRoot(), parts);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CredentialScan).Assembly).Run(args);
        return 0;
}
