using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PaymentSafety.Build;

/// <summary>
/// What the tasks of the gate have in common: the tool, with the options that it is started with. They hold names of settings only; the tool
/// inherits the environment and reads the values itself.
/// </summary>
public abstract class GateTask : Microsoft.Build.Utilities.Task
{
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

    /// <summary>A name for this run of the gate that no other has; by it the tasks of a publish find the tool that one of them started.</summary>
    public string Run { get; set; } = "";

    /// <summary>PaymentSafetyDeadline: seconds for all requests together; the tool has the last word on what is a number.</summary>
    public string? DeadlineSeconds { get; set; }

    /// <summary>Whether something can be kept between two tasks.</summary>
    private protected bool CanKeep => Run.Length > 0 && Keeper is not null;

    private IBuildEngine4? Keeper => BuildEngine as IBuildEngine4;

    private string Key => "PaymentSafety.Gate." + Run;

    /// <summary>Starts the tool. What keeps it from starting is logged as an error.</summary>
    /// <param name="more">Options beside <see cref="Options"/>.</param>
    private protected ToolProcess? StartTool(IEnumerable<ITaskItem> more)
    {
        if (!File.Exists(ToolAssembly))
        {
            Fail(GateFailure.ToolMissing(ToolAssembly));
            return null;
        }

        var dotnet = Dotnet();
        var arguments = Arguments(more);
        Log.LogMessage(MessageImportance.Low, "{0}", KeyMask.Apply($"{dotnet} {arguments}"));
        try
        {
            return ToolProcess.Start(dotnet, arguments);
        }
        catch (Win32Exception)
        {
            Fail(GateFailure.DotnetMissing(dotnet));
            return null;
        }
    }

    /// <summary>Has MSBuild keep the tool for the tasks that come later in this build, and end it with the build.</summary>
    private protected void Keep(ToolProcess tool) => Keeper!.RegisterTaskObject(Key, tool, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);

    /// <summary>What an earlier task of this build started; null when there is nothing.</summary>
    private protected ToolProcess? Find() => CanKeep ? Keeper!.GetRegisteredTaskObject(Key, RegisteredTaskObjectLifetime.Build) as ToolProcess : null;

    private protected void Forget()
    {
        if (CanKeep)
            Keeper!.UnregisterTaskObject(Key, RegisteredTaskObjectLifetime.Build);
    }

    private protected bool Fail(GateFailure failure)
    {
        Log.LogError(null, failure.Code, null, failure.HelpLink, ProjectFile, 1, 1, 0, 0, "{0}", $"{failure.Text} ({failure.HelpLink})");
        return false;
    }

    // The dotnet that runs this build, which is not always the first on the PATH.
    private protected static string Dotnet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    private string Arguments(IEnumerable<ITaskItem> more)
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
        foreach (var option in Options.Concat(more))
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

    /// <summary>
    /// Names of the properties that were set on the command line to something that looks like a key. Asked of the engine: a property that is
    /// read in a project file is written to the binary log with its value, an environment variable of the same name as well.
    /// </summary>
    private IEnumerable<string> KeysPassedAsProperties() =>
        BuildEngine is IBuildEngine6 engine
            ? engine.GetGlobalProperties().Where(property => KeyMask.Matches(property.Value)).Select(property => property.Key).OrderBy(name => name, StringComparer.Ordinal)
            : [];
}
