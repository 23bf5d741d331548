using System.Diagnostics;

namespace PaymentSafety.CommandLine;

/// <summary>A <c>dotnet</c> that runs. Its output is read all the time, so that it never waits for a reader.</summary>
internal sealed class RunningDotnet : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly string _commandLine;
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task _read;

    public RunningDotnet(ProcessStartInfo start)
    {
        _commandLine = string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(argument => argument.Contains(' ') ? $"\"{argument}\"" : argument));
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public int Id => _process.Id;

    /// <summary>What was printed so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the process and its children were ended.</exception>
    public async Task<DotnetRun> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }

        // A server that the build left behind may hold the pipe open, and nothing more comes through it.
        await Task.WhenAny(_read, Task.Delay(Grace, cancellationToken));
        return new DotnetRun(_commandLine, _process.ExitCode, Lines, _clock.Elapsed);
    }

    /// <summary>Ends the process and everything that it started.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    public void Dispose() => _process.Dispose();

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
        }
    }
}
