using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>The project under test, the ones beside it, and what is expected of all of them.</summary>
public sealed class SolutionState : ProjectState
{
    internal SolutionState()
        : base("TestProject", SourceFileList.DefaultFolder)
    {
    }

    /// <summary>Further projects by name; asking for a new name makes one.</summary>
    public ProjectStateCollection AdditionalProjects { get; } = new();

    /// <summary>Beside the ones that the sources' markup expects.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    internal IEnumerable<ProjectState> Projects => AdditionalProjects.Prepend(this);

    /// <summary>What is not given here is as in <paramref name="before"/>: a fix changes few files.</summary>
    internal SolutionState WithDefaultsFrom(SolutionState before)
    {
        var merged = new SolutionState();
        merged.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        foreach (var project in before.Projects)
        {
            var changed = project == before ? this : AdditionalProjects.TryGet(project.Name, out var named) ? named : null;
            var target = project == before ? merged : merged.AdditionalProjects[project.Name];
            target.Sources.AddRange(changed is { Sources.Count: > 0 } ? changed.Sources : project.Sources);
            target.AdditionalFiles.AddRange(changed is { AdditionalFiles.Count: > 0 } ? changed.AdditionalFiles : project.AdditionalFiles);
            target.AnalyzerConfigFiles.AddRange(project.AnalyzerConfigFiles);
            target.AdditionalReferences.AddRange(project.AdditionalReferences);
            target.AdditionalProjectReferences.AddRange(project.AdditionalProjectReferences);
            target.OutputKind = project.OutputKind;
        }

        return merged;
    }

    /// <summary>Projects by name, in the order in which they were first named.</summary>
    public sealed class ProjectStateCollection : IEnumerable<ProjectState>
    {
        private readonly List<ProjectState> _projects = [];

        public ProjectState this[string name]
        {
            get
            {
                if (!TryGet(name, out var project))
                {
                    project = new ProjectState(name, $"/{name}/");
                    _projects.Add(project);
                }

                return project;
            }
        }

        public IEnumerator<ProjectState> GetEnumerator() => _projects.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        internal bool TryGet(string name, [NotNullWhen(true)] out ProjectState? project) =>
            (project = _projects.Find(candidate => candidate.Name == name)) is not null;
    }
}
