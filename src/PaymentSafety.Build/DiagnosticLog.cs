using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PaymentSafety.Build;

/// <summary>Hands a diagnostic of the tool on to MSBuild.</summary>
internal static class DiagnosticLog
{
    /// <param name="log">The task's log.</param>
    /// <param name="record">A record of type <see cref="ToolRecord.Diagnostic"/>.</param>
    /// <param name="projectFile">Where to point for what stands in no file.</param>
    public static void Write(TaskLoggingHelper log, ToolRecord record, string projectFile)
    {
        // The form that csc uses, because that is what the matchers of CI systems read: no subcategory, one position, the link at the end.
        var text = string.IsNullOrEmpty(record.Help) ? record.Text : $"{record.Text} ({record.Help})";
        var file = string.IsNullOrEmpty(record.File) ? projectFile : record.File;
        var line = Math.Max(record.Line, 1);
        var column = Math.Max(record.Column, 1);
        switch (record.Severity)
        {
            case "error":
                log.LogError(null, record.Code, null, record.Help, file, line, column, 0, 0, "{0}", text);
                break;
            case "warning":
                log.LogWarning(null, record.Code, null, record.Help, file, line, column, 0, 0, "{0}", text);
                break;
            default:
                log.LogMessage(MessageImportance.High, "{0}", $"{file}({line},{column}): info {record.Code}: {text}");
                break;
        }
    }
}
