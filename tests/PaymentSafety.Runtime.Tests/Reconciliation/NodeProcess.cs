using System.Collections.Concurrent;
using System.Diagnostics;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>tests/ShopNode as a process, which is killed (SIGKILL) at the latest when this is disposed, and ends by itself when this process does.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>What the shell says of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    /// <param name="kind">What it does: an argument of the program.</param>
    /// <param name="name">By which its credits are known.</param>
    /// <param name="settings">As environment variables.</param>
    public NodeProcess(string kind, string name, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Name = name;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ShopNode.dll"), kind])
        {
            // It reads it to see that we live.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Shop__Node"] = name;
        foreach (var (setting, value) in settings) start.Environment[setting] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    /// <summary>All that it has said.</summary>
    public string Log => string.Join('\n', _log);

    public bool IsAlive => !_process.HasExited;

    /// <summary>Ends it between two of its instructions.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <returns>How it ended: <see cref="Killed"/>, and anything else when it ended by itself.</returns>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null) _log.Enqueue(line);
    }
}
