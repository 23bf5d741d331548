using System.Diagnostics;
using System.Text;

namespace PaymentSafety.Build;

/// <summary>
/// The tool while it runs. MSBuild keeps it from the task that starts it to the one that hears the last of it, and disposes it when the build
/// ends, however it ends: a tool that nobody waits for any more does not stay behind.
/// </summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>How long a tool that waited may take to end by itself when it is told that nothing more comes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private int _openStreams = 2;
    private bool _isDisposed;

    private ToolProcess(Process process) => _process = process;

    /// <param name="dotnet">The program.</param>
    /// <param name="arguments">Its command line. The environment is inherited: it holds what no task may.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static ToolProcess Start(string dotnet, string arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(dotnet, arguments)
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            },
        };
        var tool = new ToolProcess(process);
        process.OutputDataReceived += (_, e) => tool.Hear(e.Data);
        process.ErrorDataReceived += (_, e) => tool.Hear(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return tool;
    }

    /// <summary>Of a tool whose last line was read.</summary>
    public int ExitCode
    {
        get
        {
            _process.WaitForExit();
            return _process.ExitCode;
        }
    }

    /// <summary>Waits for the next line.</summary>
    /// <returns>False when there is none within this time; <paramref name="line"/> is null when there will be no more.</returns>
    public bool TryRead(TimeSpan patience, out string? line)
    {
        var clock = Stopwatch.StartNew();
        lock (_lines)
        {
            while (_lines.Count == 0 && _openStreams > 0)
            {
                var left = patience - clock.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_lines, left))
                {
                    line = null;
                    return false;
                }
            }

            line = _lines.Count > 0 ? _lines.Dequeue() : null;
            return true;
        }
    }

    /// <summary>Whether it waits for the app to be compiled.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Tells a tool that waits that the app is compiled. That it is gone already shows in what can be read.</summary>
    /// <param name="lines"><c>option=value</c>.</param>
    public void GoOn(IEnumerable<string> lines)
    {
        IsWaiting = false;
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Append("go").Select(line => line + "\n")));
        try
        {
            // Not by the writer of the process, which puts a mark of its encoding before the text on .NET Framework.
            var input = _process.StandardInput.BaseStream;
            input.Write(bytes, 0, bytes.Length);
            input.Flush();
        }
        catch (IOException)
        {
            Kill();
        }
    }

    /// <summary>Ends it at once; whoever reads is told that there is no more.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or is about to.
            return;
        }
    }

    public void Dispose()
    {
        lock (_lines)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        CloseInput();
        if (!IsWaiting || !_process.WaitForExit((int)Grace.TotalMilliseconds))
            Kill();
        _process.Dispose();
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Nobody is at the other end.
            return;
        }
    }

    private void Hear(string? line)
    {
        lock (_lines)
        {
            if (line is null)
                _openStreams--;
            else
                _lines.Enqueue(line);
            Monitor.PulseAll(_lines);
        }
    }
}
