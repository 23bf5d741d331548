using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>What the build resolved for sources under test: test-references.tsv, see AnalyzerTests.targets.</summary>
internal static class TestReferences
{
    private const string FileName = "test-references.tsv";

    private static readonly Lazy<ILookup<string, string>> LazyPaths = new(() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, FileName)).Select(line => line.Split('\t')).ToLookup(fields => fields[0], fields => fields[1]));

    private static readonly Lazy<AnalyzerReference> LazyLoggerMessageGenerator = new(() => new AnalyzerFileReference(Paths("generator").Single(), new Loader()));

    /// <summary>Writes the methods that <c>[LoggerMessage]</c> declares, as it does in every project with ASP.NET Core.</summary>
    public static AnalyzerReference LoggerMessageGenerator => LazyLoggerMessageGenerator.Value;

    public static IEnumerable<string> Paths(string group) =>
        LazyPaths.Value.Contains(group)
            ? LazyPaths.Value[group]
            : throw new InvalidOperationException($"{FileName} names no path of the group '{group}': see AnalyzerTests.targets.");

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // It needs the compiler alone, which is loaded.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
