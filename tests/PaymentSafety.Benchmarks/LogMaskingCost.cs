using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Benchmarks;

/// <summary>What masking adds to a line of a log that is written to a buffered file, the cheapest sink there is, and what the look at a text alone costs. To run on an idle machine.</summary>
[MemoryDiagnoser]
[InProcess]
public class LogMaskingCost
{
    private const string WithoutDigits = "The order was paid and the customer was sent a mail with the receipt; the warehouse knows of it and packs the parcel.";
    private const string WithDigits = "Order order_48151 of cus_MtwBwLkdIwHu was paid at 2026-11-22T04:37:11.512Z in 0.8 s (200, attempt 1) from 192.168.1.20.";

    private readonly string _file = Path.GetTempFileName();
    private ILoggerFactory _plain = null!;
    private ILoggerFactory _masking = null!;
    private ILogger _plainLogger = null!;
    private ILogger _maskingLogger = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _plain = Factory();
        _masking = new MaskingLoggerFactory(Factory());
        _plainLogger = _plain.CreateLogger("Shop.Orders");
        _maskingLogger = _masking.CreateLogger("Shop.Orders");
    }

    [GlobalCleanup]
    public void Clean()
    {
        _plain.Dispose();
        _masking.Dispose();
        File.Delete(_file);
    }

    [Benchmark(Baseline = true)]
    public void LinePlain() => Write(_plainLogger);

    [Benchmark]
    public void LineMasked() => Write(_maskingLogger);

    [Benchmark]
    public string TextWithoutDigits() => PaymentRedactor.Redact(WithoutDigits);

    [Benchmark]
    public string TextWithDigits() => PaymentRedactor.Redact(WithDigits);

    private static void Write(ILogger logger) =>
        logger.LogInformation("Order {Order} of {Customer} was paid in {Seconds} s ({Status}, attempt {Attempt})", "order_48151", "cus_MtwBwLkdIwHu", 0.8, 200, 1);

    private ILoggerFactory Factory() => LoggerFactory.Create(logging => logging.AddProvider(new FileLog(_file)));
}
