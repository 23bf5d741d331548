using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// What masking adds to an ordinary line of a log, with each of the usual providers. Processor time of the whole process, plain and masked in turns: what else the machine does
/// falls on both. <c>dotnet run -c Release --project tests/PaymentSafety.Benchmarks -- log</c>
/// </summary>
internal static class LogLineCost
{
    private const int Rounds = 15;
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(150);

    public static int Measure()
    {
        Console.WriteLine("| Provider | Line, ns | Masked, ns | Adds | Allocates, plain | masked |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, add) in Providers())
        {
            using var output = new LogOutput();
            using var plain = LoggerFactory.Create(logging => add(logging, output));
            using var masking = new MaskingLoggerFactory(LoggerFactory.Create(logging => add(logging, output)));
            var (before, after) = Compare(plain.CreateLogger("Shop.Orders"), masking.CreateLogger("Shop.Orders"));
            var line = string.Create(CultureInfo.InvariantCulture, $"| {name} | {before.Nanoseconds:F0} | {after.Nanoseconds:F0} | {after.Nanoseconds - before.Nanoseconds:F0} ns, {(after.Nanoseconds / before.Nanoseconds - 1) * 100:F1} % | {before.Bytes:F0} B | {after.Bytes:F0} B |");
            output.GiveBack();
            Console.WriteLine(line);
        }

        return 0;
    }

    private static IEnumerable<(string Name, Action<ILoggingBuilder, LogOutput> Add)> Providers() =>
    [
        ("a file, buffered", (logging, output) => logging.AddProvider(new FileLog(output.Path))),
        ("console, simple", (logging, output) => Console(logging, output).AddSimpleConsole()),
        ("console, one line with time", (logging, output) => Console(logging, output).AddSimpleConsole(simple =>
        {
            simple.SingleLine = true;
            simple.TimestampFormat = "O";
        })),
        ("console, systemd", (logging, output) => Console(logging, output).AddSystemdConsole()),
        ("console, JSON", (logging, output) => Console(logging, output).AddJsonConsole()),
        ("console, JSON, and a file", (logging, output) => Console(logging, output).AddJsonConsole().AddProvider(new FileLog(output.Path))),
    ];

    /// <summary>The console's own writer, which flushes each line, into a file: as an app's output in a container.</summary>
    private static ILoggingBuilder Console(ILoggingBuilder logging, LogOutput output)
    {
        output.Take();
        return logging;
    }

    private static (Cost Plain, Cost Masked) Compare(ILogger plain, ILogger masked)
    {
        var lines = 2_000;
        Time(plain, lines);
        while (Time(plain, lines).Total < Batch) lines *= 2;
        Time(masked, lines);
        var (plains, maskeds) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Rounds; round++)
        {
            // In turns, and who is first changes.
            if (round % 2 == 0) plains.Add(Time(plain, lines).Cost);
            maskeds.Add(Time(masked, lines).Cost);
            if (round % 2 == 1) plains.Add(Time(plain, lines).Cost);
        }

        return (Median(plains), Median(maskeds));
    }

    private static Cost Median(List<Cost> costs) => costs.OrderBy(cost => cost.Nanoseconds).ElementAt(costs.Count / 2);

    private static (TimeSpan Total, Cost Cost) Time(ILogger logger, int lines)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var begin = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < lines; i++)
            logger.LogInformation("Order {Order} of {Customer} was paid in {Seconds} s ({Status}, attempt {Attempt})", "order_48151", "cus_MtwBwLkdIwHu", 0.8, 200, 1);
        var total = Environment.CpuUsage.TotalTime - begin;
        return (total, new Cost(total.TotalNanoseconds / lines, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)lines));
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes);

    /// <summary>A file in the place of the console.</summary>
    private sealed class LogOutput : IDisposable
    {
        private readonly TextWriter _console = System.Console.Out;
        private StreamWriter? _writer;

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Take()
        {
            if (_writer is not null) return;
            _writer = new StreamWriter(new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
            System.Console.SetOut(_writer);
        }

        public void GiveBack() => System.Console.SetOut(_console);

        public void Dispose()
        {
            GiveBack();
            _writer?.Dispose();
            File.Delete(Path);
        }
    }
}
