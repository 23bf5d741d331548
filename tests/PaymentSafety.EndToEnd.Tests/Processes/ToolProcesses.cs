using System.Diagnostics;

namespace PaymentSafety.EndToEnd.Tests.Processes;

/// <summary>The gate's own processes on this computer, told from those of other tests by a part of their command line.</summary>
internal static class ToolProcesses
{
    public static IReadOnlyList<int> With(string argument) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => CommandLine(id) is { } line && line.Contains("payment-safety.dll", StringComparison.Ordinal) && line.Contains(argument, StringComparison.Ordinal))];

    /// <summary>Waits until none is left.</summary>
    public static async Task<bool> AreGoneAsync(string argument, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (With(argument).Count > 0)
        {
            if (clock.Elapsed > patience)
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return true;
    }

    private static string? CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is not ours.
            return null;
        }
    }
}

/// <summary>A test that reads /proc and sends signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "it reads /proc and sends signals";
}

/// <inheritdoc cref="LinuxTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "it reads /proc";
}
