using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>A state as the compiler reads it, and what its markup and its list expect of it.</summary>
internal sealed record MarkedState(SolutionState State, IReadOnlyCollection<DiagnosticResult> Expected)
{
    public static MarkedState Read(SolutionState marked, IEnumerable<DiagnosticAnalyzer> analyzers)
    {
        var state = new SolutionState();
        var expected = new List<DiagnosticResult>();
        var places = new Dictionary<int, FileLinePositionSpan>();
        foreach (var project in marked.Projects)
        {
            var target = project == marked ? state : state.AdditionalProjects[project.Name];
            Strip(project.Sources, target.Sources);
            Strip(project.AdditionalFiles, target.AdditionalFiles);
        }

        expected.AddRange(marked.ExpectedDiagnostics.Select(result => result.Resolve(places)));
        return new MarkedState(state.WithDefaultsFrom(marked), expected);

        void Strip(SourceFileList from, SourceFileList to)
        {
            foreach (var (path, content) in from.Rooted)
            {
                var markup = Markup.Parse(path, content);
                to.Add((path, markup.Text));
                expected.AddRange(markup.Diagnostics.Select(diagnostic => FromMarkup(diagnostic.Id, analyzers).WithSpan(diagnostic.Span)));
                foreach (var (key, span) in markup.Places)
                {
                    if (!places.TryAdd(key, span))
                    {
                        throw new VerificationException($"The markup {{|#{key}:...|}} stands in two files.");
                    }
                }
            }
        }
    }

    private static DiagnosticResult FromMarkup(string? id, IEnumerable<DiagnosticAnalyzer> analyzers)
    {
        var descriptors = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToArray();
        if (id is null && descriptors.Length != 1)
        {
            throw new VerificationException(
                $"[|...|] stands for the only rule of the test, and there are {descriptors.Length}: {string.Join(", ", descriptors.Select(descriptor => descriptor.Id))}. Write {{|ID:...|}}.");
        }

        var result = descriptors.FirstOrDefault(descriptor => id is null || descriptor.Id == id) is { } known
            ? new DiagnosticResult(known)
            : new DiagnosticResult(id!, DiagnosticSeverity.Error).WithOptions(DiagnosticOptions.IgnoreSeverity);
        return result.WithOptions(result.Options | DiagnosticOptions.IgnoreAdditionalLocations);
    }
}
