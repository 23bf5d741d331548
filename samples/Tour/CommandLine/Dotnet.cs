using System.Diagnostics;
using System.Text;

namespace PaymentSafety.CommandLine;

/// <summary>Runs <c>dotnet</c> as on a fresh computer: what this one happens to have in its environment does not decide the result.</summary>
/// <param name="directory">Where it runs.</param>
/// <param name="environment">Variables of every run.</param>
internal sealed class Dotnet(string directory, IReadOnlyDictionary<string, string> environment)
{
    // Keys and modes of whoever runs this, and what an outer dotnet, a test host or a CI system says to the build.
    private static readonly string[] LeftOut = ["STRIPE", "PAYMENTSAFETY", "MSBUILD", "VSTEST", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH", "NEXT_PUBLIC_STRIPE", "VITE_STRIPE"];

    private static readonly string[] LeftOutWhole = ["CI", "GITHUB_ACTIONS", "CONTINUOUSINTEGRATIONBUILD", "PLATFORM", "CONFIGURATION", "VERSION"];

    private static readonly Dictionary<string, string> Fixed = new()
    {
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["NO_COLOR"] = "1",
        // A node that stays for the next build keeps its memory, and the package that it has loaded.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        // Profiles pay off in programs that run longer than a build of a small app.
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <summary>The dotnet that runs this program.</summary>
    public static string Executable => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>Runs to the end.</summary>
    /// <param name="variables">Variables of this run alone.</param>
    /// <exception cref="OperationCanceledException">The caller gave up; the process and its children were ended.</exception>
    public async Task<DotnetRun> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables, CancellationToken cancellationToken)
    {
        using var running = Start(arguments, variables);
        return await running.WaitAsync(cancellationToken);
    }

    /// <param name="variables">Variables of this run alone.</param>
    /// <param name="launcher">A program and its arguments that become dotnet; none by default.</param>
    public RunningDotnet Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, params IReadOnlyList<string> launcher)
    {
        string[] command = [.. launcher, Executable, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsLeftOut).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Fixed.Concat(environment).Concat(variables ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        return new RunningDotnet(start);
    }

    private static bool IsLeftOut(string name) =>
        LeftOutWhole.Contains(name, StringComparer.OrdinalIgnoreCase) || LeftOut.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
