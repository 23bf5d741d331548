using Microsoft.Extensions.Logging;

namespace PaymentSafety.Benchmarks;

/// <summary>A log as small as one can be: time, level, category and message on a line of a buffered file.</summary>
internal sealed class FileLog(string file) : ILoggerProvider
{
    private readonly StreamWriter _writer = new(new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), bufferSize: 64 * 1024);
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void Dispose() => _writer.Dispose();

    private sealed class Line(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception);
            lock (log._gate)
            {
                // One line at the start of the file over and over: the disk is not what is measured.
                if (log._writer.BaseStream.Position > 16 * 1024 * 1024) log._writer.BaseStream.Position = 0;
                log._writer.Write(DateTime.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                log._writer.Write(' ');
                log._writer.Write(logLevel);
                log._writer.Write(' ');
                log._writer.Write(category);
                log._writer.Write('[');
                log._writer.Write(eventId.Id);
                log._writer.Write("] ");
                log._writer.WriteLine(message);
            }
        }
    }
}
