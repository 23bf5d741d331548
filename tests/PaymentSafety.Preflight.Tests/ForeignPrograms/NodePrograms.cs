using System.ComponentModel;
using System.Diagnostics;

namespace PaymentSafety.Preflight.Tests.ForeignPrograms;

/// <summary>Node.js and the npm packages in <c>artifacts/npm</c>, which nobody here wrote. README.md of this project has the command that installs them.</summary>
internal static class NodePrograms
{
    private static readonly Lazy<bool> HasNode = new(RunsNode);

    /// <summary>Why a package cannot be used here, or null.</summary>
    public static string? Missing(params ReadOnlySpan<string> packages)
    {
        foreach (var package in packages)
        {
            if (Folder(package) is null) return $"the npm package {package} is not installed; README.md of this project has the command";
        }

        return HasNode.Value ? null : "there is no Node.js on the PATH";
    }

    /// <summary>Where a package is, or null.</summary>
    public static string? Folder(string package)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine([folder.FullName, "artifacts", "npm", "node_modules", .. package.Split('/')]);
            if (Directory.Exists(installed)) return installed;
        }

        return null;
    }

    /// <summary>Node.js, not started yet, with its input and outputs open.</summary>
    public static ProcessStartInfo Node(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">The program; its outputs are read.</param>
    /// <param name="input">What it reads.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, string input = "")
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await output, await error);
    }

    private static bool RunsNode()
    {
        try
        {
            using var process = Process.Start(Node("--version"))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
