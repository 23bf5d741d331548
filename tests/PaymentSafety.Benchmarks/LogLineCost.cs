using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Logging;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// What an ordinary line of a log costs the thread that writes it, with each of the usual providers, and what masking adds. Bursts of lines that the providers' queues hold, plain and
/// masked in turns, and of each the best: what else the machine does falls on neither. <c>dotnet run -c Release --project tests/PaymentSafety.Benchmarks -- log</c>
/// </summary>
internal static class LogLineCost
{
    private const int Rounds = 600;

    /// <summary>The queue of the console's provider holds 2,500.</summary>
    private const int Burst = 200;

    /// <summary>More than any queue holds: as many lines are out as were begun, but for 2.5 %.</summary>
    private const int Many = 100_000;

    public static int Measure()
    {
        Console.WriteLine("| Provider | Line | Line with its writing | Masking adds | of the line | of the line with its writing |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, add) in Providers())
        {
            using var output = new LogOutput();
            using var plain = LoggerFactory.Create(logging => add(logging, output));
            using var masking = new MaskingLoggerFactory(LoggerFactory.Create(logging => add(logging, output)));
            var logger = plain.CreateLogger("Shop.Orders");
            var masked = masking.CreateLogger("Shop.Orders");
            // So often that all of it is compiled as well as it will be.
            Whole(masked);
            Whole(logger);
            var whole = Enumerable.Range(0, 5).Min(_ => Whole(logger));
            var (before, after) = Compare(logger, masked, output);
            var adds = after.Nanoseconds - before.Nanoseconds;
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {before.Nanoseconds:F0} ns, {before.Bytes:F0} B | {whole:F0} ns | {adds:F0} ns, {after.Bytes - before.Bytes:F0} B | {adds / before.Nanoseconds * 100:F0} % | {adds / whole * 100:F1} % |");
            output.GiveBack();
            Console.WriteLine(line);
        }

        Console.WriteLine();
        Console.WriteLine("| The look alone at | Characters | ns |");
        Console.WriteLine("|---|---|---|");
        foreach (var (name, text) in Texts) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {text.Length} | {Look(text):F0} |"));
        return 0;
    }

    private static (string Name, string Text)[] Texts =>
    [
        ("a line without digits", "The order was paid and the customer was sent a mail with the receipt; the warehouse knows of it and packs the parcel."),
        ("the line above", "Order order_48151 of cus_MtwBwLkdIwHu was paid in 0.8 s (200, attempt 1)"),
        ("a line full of digits", "Order order_48151 of cus_MtwBwLkdIwHu was paid at 2026-11-22T04:37:11.512Z in 0.8 s (200, attempt 1) from 192.168.1.20."),
    ];

    private static double Look(string text)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 10 * Rounds; round++)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < 10 * Burst; i++)
            {
                if (!ReferenceEquals(PaymentRedactor.Redact(text), text)) throw new InvalidOperationException("There is nothing in it to mask.");
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalNanoseconds / (10 * Burst));
        }

        return best;
    }

    private static IEnumerable<(string Name, Action<ILoggingBuilder, LogOutput> Add)> Providers() =>
    [
        ("a file, buffered", (logging, output) => logging.AddProvider(new FileLog(output.Path))),
        ("console, simple", (logging, output) => ToConsole(logging, output).AddSimpleConsole()),
        ("console, one line with time", (logging, output) => ToConsole(logging, output).AddSimpleConsole(simple =>
        {
            simple.SingleLine = true;
            simple.TimestampFormat = "O";
        })),
        ("console, systemd", (logging, output) => ToConsole(logging, output).AddSystemdConsole()),
        ("console, JSON", (logging, output) => ToConsole(logging, output).AddJsonConsole()),
        ("EventSource, with a listener", (logging, output) =>
        {
            output.Listen();
            logging.AddEventSourceLogger();
        }),
        ("console, JSON, and a file", (logging, output) => ToConsole(logging, output).AddJsonConsole().AddProvider(new FileLog(output.Path))),
    ];

    /// <summary>The console's own writer, which flushes each line, into a file: as an app's output in a container.</summary>
    private static ILoggingBuilder ToConsole(ILoggingBuilder logging, LogOutput output)
    {
        output.Take();
        return logging;
    }

    private static (Cost Plain, Cost Masked) Compare(ILogger plain, ILogger masked, LogOutput output)
    {
        var (plains, maskeds) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Rounds; round++)
        {
            // In turns, and who is first changes.
            if (round % 2 == 0) plains.Add(Time(plain, output));
            maskeds.Add(Time(masked, output));
            if (round % 2 == 1) plains.Add(Time(plain, output));
        }

        return (Best(plains), Best(maskeds));
    }

    /// <summary>The burst that the rest of the machine disturbed least.</summary>
    private static Cost Best(List<Cost> costs) => costs.MinBy(cost => cost.Nanoseconds);

    private static Cost Time(ILogger logger, LogOutput output)
    {
        output.WaitUntilIdle();
        GC.Collect(0);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < Burst; i++) Write(logger);
        var time = Stopwatch.GetElapsedTime(begin);
        return new Cost(time.TotalNanoseconds / Burst, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Burst);
    }

    /// <returns>Processor time of all threads for one line, in nanoseconds.</returns>
    private static double Whole(ILogger logger)
    {
        var begin = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Many; i++) Write(logger);
        return (Environment.CpuUsage.TotalTime - begin).TotalNanoseconds / Many;
    }

    private static void Write(ILogger logger) =>
        logger.LogInformation("Order {Order} of {Customer} was paid in {Seconds} s ({Status}, attempt {Attempt})", "order_48151", "cus_MtwBwLkdIwHu", 0.8, 200, 1);

    /// <param name="Nanoseconds">Of the thread that writes a line.</param>
    /// <param name="Bytes">That it allocates for it.</param>
    private readonly record struct Cost(double Nanoseconds, double Bytes);

    /// <summary>A file in the place of the console.</summary>
    private sealed class LogOutput : IDisposable
    {
        private readonly TextWriter _console = Console.Out;
        private StreamWriter? _writer;
        private Listener? _listener;

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Take()
        {
            if (_writer is not null) return;
            _writer = new StreamWriter(new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
            Console.SetOut(_writer);
        }

        public void Listen() => _listener ??= new Listener();

        /// <summary>Waits until what was written is out.</summary>
        public void WaitUntilIdle()
        {
            if (_writer is not { BaseStream: var file }) return;
            long before;
            do
            {
                before = file.Position;
                Thread.Sleep(2);
            }
            while (file.Position != before);
        }

        public void GiveBack() => Console.SetOut(_console);

        public void Dispose()
        {
            GiveBack();
            _writer?.Dispose();
            _listener?.Dispose();
            File.Delete(Path);
        }
    }

    /// <summary>Takes what the event source gives: the message, and the values as JSON.</summary>
    private sealed class Listener : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Extensions-Logging") EnableEvents(eventSource, EventLevel.Informational);
        }
    }
}
