using System.Collections;
using Microsoft.Build.Framework;

namespace PaymentSafety.Preflight.Tests.Build;

/// <summary>An engine that writes down what is logged, and keeps what tasks register until the build ends.</summary>
internal sealed class RecordingEngine : IBuildEngine6
{
    private readonly Dictionary<object, object> _kept = [];

    public int Kept => _kept.Count;

    public Dictionary<string, string> GlobalProperties { get; } = [];

    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<string> Messages { get; } = [];

    public IEnumerable<string> All => Errors.Select(error => error.Message!).Concat(Warnings.Select(warning => warning.Message!)).Concat(Messages);

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool IsRunningMultipleNodes => false;

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Add(e.Message ?? "");

    public void LogCustomEvent(CustomBuildEventArgs e) => Messages.Add(e.Message ?? "");

    public void LogTelemetry(string eventName, IDictionary<string, string> properties) => throw new NotSupportedException("The task sends no telemetry.");

    public IReadOnlyDictionary<string, string> GetGlobalProperties() => GlobalProperties;

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException("The task builds nothing.");

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) => throw new NotSupportedException("The task builds nothing.");

    public bool BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject, string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) => throw new NotSupportedException("The task builds nothing.");

    public BuildEngineResult BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties, string[] toolsVersion, bool returnTargetOutputs) => throw new NotSupportedException("The task builds nothing.");

    public void Yield()
    {
    }

    public void Reacquire()
    {
    }

    public object GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _kept.GetValueOrDefault(key)!;

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection)
    {
        if (lifetime != RegisteredTaskObjectLifetime.Build || allowEarlyCollection)
            throw new NotSupportedException("The tool ends with the build, not before and not after.");
        _kept.Add(key, obj);
    }

    public object UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _kept.Remove(key, out var kept) ? kept : null!;

    /// <summary>What MSBuild does at the end of every build, whatever became of it.</summary>
    public void EndBuild()
    {
        foreach (var kept in _kept.Values.OfType<IDisposable>())
            kept.Dispose();
        _kept.Clear();
    }
}
