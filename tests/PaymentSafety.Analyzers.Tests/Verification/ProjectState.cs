using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>The files and references of one project of a test. Relative file names stand in the project's folder.</summary>
public class ProjectState
{
    internal ProjectState(string name, string folder)
    {
        Name = name;
        Sources = new SourceFileList(folder);
        AdditionalFiles = new SourceFileList(folder);
        AnalyzerConfigFiles = new SourceFileList(folder);
    }

    public string Name { get; }

    /// <summary>C# sources; markup is read.</summary>
    public SourceFileList Sources { get; }

    /// <summary>Files as AdditionalFiles gives them to analyzers; markup is read.</summary>
    public SourceFileList AdditionalFiles { get; }

    /// <summary>.editorconfig and .globalconfig files, as they stand.</summary>
    public SourceFileList AnalyzerConfigFiles { get; }

    /// <summary>Beyond the test's <see cref="ReferenceSet"/>.</summary>
    public List<MetadataReference> AdditionalReferences { get; } = [];

    /// <summary>Names from <see cref="SolutionState.AdditionalProjects"/>.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    public OutputKind? OutputKind { get; set; }
}
