using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PaymentSafety.Build;

/// <summary>Tells what <see cref="PaymentSafetyCheck"/> left to the compiler, in a build in which the compiler was up to date and told nothing.</summary>
public sealed class PaymentSafetyTell : Microsoft.Build.Utilities.Task
{
    internal const string Record = "Record";

    /// <summary><see cref="PaymentSafetyCheck.Left"/>.</summary>
    [Required]
    public ITaskItem[] Left { get; set; } = [];

    /// <summary>Where to point for what stands in no file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (var item in Left)
            Write(Log, item, ProjectFile);
        return !Log.HasLoggedErrors;
    }

    /// <exception cref="ArgumentException">The item is none of <see cref="PaymentSafetyCheck.Left"/>.</exception>
    internal static void Write(TaskLoggingHelper log, ITaskItem item, string projectFile) =>
        DiagnosticLog.Write(log, ToolRecord.TryParse(item.GetMetadata(Record)) ?? throw new ArgumentException($"'{item.ItemSpec}' holds no record of the tool.", nameof(item)), projectFile);
}
