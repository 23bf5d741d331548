using System.Collections.Concurrent;
using System.Diagnostics;

namespace PaymentSafety.Runtime.Tests;

/// <summary>A process whose output is kept, and which is killed (SIGKILL) at the latest when this is disposed.</summary>
internal sealed class LoggedProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Action<string>? _note;

    /// <param name="start">What is started; where its output goes is set here.</param>
    /// <param name="settings">As environment variables.</param>
    /// <param name="note">Sees each line.</param>
    public LoggedProcess(ProcessStartInfo start, IEnumerable<KeyValuePair<string, string>> settings, Action<string>? note = null)
    {
        _note = note;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has said.</summary>
    public string Log => string.Join('\n', _log);

    public bool IsAlive => !_process.HasExited;

    /// <summary>Ends it between two of its instructions.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
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
        if (line is null) return;
        _log.Enqueue(line);
        _note?.Invoke(line);
    }
}
