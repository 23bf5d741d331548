using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PaymentSafety.Build;

/// <summary>
/// The preflight gate as a task: starts <c>payment-safety check</c> and hands on what it says. It holds names of settings only; the tool
/// inherits the environment and reads the values itself. It fails unless the tool said, at its very end, that the publish may go on.
/// </summary>
public sealed class PaymentSafetyCheck : ToolTask
{
    private const int DefaultDeadlineSeconds = 120;

    private readonly Stopwatch _clock = new();
    private readonly List<ITaskItem> _left = [];
    private ToolRecord? _last;
    private bool _cancelled;

    /// <summary>payment-safety.dll.</summary>
    [Required]
    public string ToolAssembly { get; set; } = "";

    /// <summary>The project that is published; where to point for what stands in no file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Options of the tool, named without their dashes, with metadata Value. Those without a value are left out.</summary>
    public ITaskItem[] Options { get; set; } = [];

    /// <summary>Options of the tool that have no value, with metadata Value: given when it is <c>true</c>.</summary>
    public ITaskItem[] Flags { get; set; } = [];

    /// <summary>Codes that the compiler reports too, when it runs. Findings of theirs that stop nothing are left in <see cref="Left"/>.</summary>
    public string[] CompilerCodes { get; set; } = [];

    /// <summary>What <see cref="PaymentSafetyTell"/> is to tell where the compiler did not.</summary>
    [Output]
    public ITaskItem[] Left => [.. _left];

    /// <summary>PaymentSafetyDeadline: seconds for all requests together; the tool has the last word on what is a number.</summary>
    public string? DeadlineSeconds { get; set; }

    /// <inheritdoc/>
    protected override string ToolName => Path.DirectorySeparatorChar == '\\' ? "dotnet.exe" : "dotnet";

    // Longer than the tool's own deadline, which covers waiting for the other projects of the build: the tool can say more than we can.
    private TimeSpan TimeLimit =>
        TimeSpan.FromSeconds((2 * (int.TryParse(DeadlineSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1_000_000 ? seconds : DefaultDeadlineSeconds)) + 30);

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!File.Exists(ToolAssembly))
            return Fail(GateFailure.ToolMissing(ToolAssembly));
        var dotnet = GenerateFullPathToTool();
        if (Path.IsPathRooted(dotnet) && !File.Exists(dotnet))
            return Fail(GateFailure.DotnetMissing(dotnet));

        Timeout = (int)TimeLimit.TotalMilliseconds;
        YieldDuringToolExecution = true;
        _clock.Start();
        base.Execute();
        if (_cancelled)
            return false;
        return Judge(dotnet) || TellAllNow();
    }

    private bool Judge(string dotnet)
    {
        if (_last is { Type: ToolRecord.Done } done && done.Exit == ExitCode && (done.Exit is 0 or 2 || Log.HasLoggedErrors))
            return !Log.HasLoggedErrors;

        // MSBuild said that the program could not be started, but neither which nor what to do.
        if (_last is null && Log.HasLoggedErrors)
            return Fail(GateFailure.DotnetMissing(dotnet));
        return Fail(_clock.Elapsed >= TimeLimit ? GateFailure.TimedOut(TimeLimit) : GateFailure.CutOff(ExitCode));
    }

    /// <inheritdoc/>
    public override void Cancel()
    {
        _cancelled = true;
        base.Cancel();
    }

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool()
    {
        // The dotnet that runs this build, which is not always the first on the PATH.
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        return string.IsNullOrEmpty(host) ? ToolName : host!;
    }

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        var line = new CommandLineBuilder();
        line.AppendSwitch("exec");
        line.AppendFileNameIfNotNull(ToolAssembly);
        line.AppendSwitch("check --protocol");
        using (var self = Process.GetCurrentProcess())
            Add("parent", self.Id.ToString(CultureInfo.InvariantCulture));
        Add("project", ProjectFile);
        Add("project-directory", Path.GetDirectoryName(ProjectFile));
        Add("deadline", DeadlineSeconds);
        Add("passed-as-property", string.Join(";", KeysPassedAsProperties()));
        foreach (var option in Options)
            Add(option.ItemSpec, option.GetMetadata("Value"));
        foreach (var flag in Flags)
        {
            if (flag.GetMetadata("Value").Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
                line.AppendSwitch("--" + flag.ItemSpec);
        }

        return line.ToString();

        void Add(string option, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                line.AppendSwitchIfNotNull($"--{option} ", value!.Trim());
        }
    }

    /// <inheritdoc/>
    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, "{0}", KeyMask.Apply(message));

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        // Masked again: a line may come from a runtime that crashed, and not from the tool's own writer.
        var line = KeyMask.Apply(singleLine);
        if (ToolRecord.TryParse(line) is not { } record)
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
            return;
        }

        _last = record;
        if (record.Type == ToolRecord.Say)
            Log.LogMessage(MessageImportance.High, "{0}", record.Text);
        else if (record.Type == ToolRecord.Diagnostic)
            Diagnose(record, line);
    }

    /// <inheritdoc/>
    // The exit code is judged together with the last record; MSB6006 would say less, and point at the package's own file.
    protected override bool HandleTaskExecutionErrors() => false;

    /// <summary>
    /// Names of the properties that were set on the command line to something that looks like a key. Asked of the engine: a property that is
    /// read in a project file is written to the binary log with its value, an environment variable of the same name as well.
    /// </summary>
    private IEnumerable<string> KeysPassedAsProperties() =>
        BuildEngine is IBuildEngine6 engine
            ? engine.GetGlobalProperties().Where(property => KeyMask.Matches(property.Value)).Select(property => property.Key).OrderBy(name => name, StringComparer.Ordinal)
            : [];

    private void Diagnose(ToolRecord record, string line)
    {
        if (record.Severity == "error" || record.Code is null || !CompilerCodes.Contains(record.Code, StringComparer.Ordinal))
        {
            DiagnosticLog.Write(Log, record, ProjectFile);
            return;
        }

        ITaskItem2 item = new TaskItem(record.Code);
        item.SetMetadataValueLiteral(PaymentSafetyTell.Record, line);
        _left.Add(item);
    }

    /// <summary>What failed goes no further: nothing will be compiled, and so nothing told by a compiler.</summary>
    private bool TellAllNow()
    {
        foreach (var item in _left)
            PaymentSafetyTell.Write(Log, item, ProjectFile);
        _left.Clear();
        return false;
    }

    private bool Fail(GateFailure failure)
    {
        Log.LogError(null, failure.Code, null, failure.HelpLink, ProjectFile, 1, 1, 0, 0, "{0}", $"{failure.Text} ({failure.HelpLink})");
        return false;
    }
}
