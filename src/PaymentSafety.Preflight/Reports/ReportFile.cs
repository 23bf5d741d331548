namespace PaymentSafety.Preflight.Reports;

/// <summary>Files of results, whole or not at all: a reader may come at any time.</summary>
internal static class ReportFile
{
    public static void Write(string directory, string name, string text)
    {
        var path = Path.Combine(directory, name);
        var draft = path + "." + Environment.ProcessId + ".tmp";
        File.WriteAllText(draft, text);
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Adds to a file of the CI system's. That it cannot be written changes no result; it is said.</summary>
    public static void Append(string path, string text, IReporter reporter)
    {
        try
        {
            File.AppendAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reporter.Say($"PaymentSafety: the summary could not be written to '{path}': {exception.Message}");
        }
    }
}
