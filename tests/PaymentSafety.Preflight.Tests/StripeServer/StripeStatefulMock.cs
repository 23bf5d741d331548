using System.Diagnostics;

namespace PaymentSafety.Preflight.Tests.StandIn;

/// <summary>
/// The npm package stripe-stateful-mock, which nobody here wrote, run by Node.js on 127.0.0.1. README.md of this project has the command
/// that installs it.
/// </summary>
internal sealed class StripeStatefulMock : IAsyncDisposable
{
    private const string FolderVariable = "PAYMENTSAFETY_STRIPE_STATEFUL_MOCK";

    // The package's own program listens on every address of the computer; its library leaves that to its user. It ends with its input.
    private const string Script = """
        const server = require(process.argv[1]).createExpressApp().listen(0, '127.0.0.1', () => console.log(server.address().port));
        process.stdin.on('end', () => process.exit()).resume();
        """;

    private readonly Process _process;

    private StripeStatefulMock(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? Missing { get; } = Folder() is null
        ? "stripe-stateful-mock is not installed; README.md of this project has the command"
        : CanRunNode() ? null : "there is no Node.js on the PATH";

    public static async Task<StripeStatefulMock> StartAsync()
    {
        var process = Node("-e", Script, Folder()!);
        var port = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new StripeStatefulMock(process, new Uri("http://127.0.0.1:" + port));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } set) return set;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine(folder.FullName, "artifacts", "npm", "node_modules", "stripe-stateful-mock");
            if (Directory.Exists(installed)) return installed;
        }

        return null;
    }

    private static bool CanRunNode()
    {
        try
        {
            using var process = Node("--version");
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Node(params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

/// <summary>A test that needs the package; without it the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StripeStatefulMockFactAttribute : FactAttribute
{
    public StripeStatefulMockFactAttribute() => Skip = StripeStatefulMock.Missing;
}
