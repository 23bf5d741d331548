using BenchmarkDotNet.Attributes;
using PaymentSafety.Core;

namespace PaymentSafety.Benchmarks;

/// <summary>How fast text is read for card numbers.</summary>
[MemoryDiagnoser]
[Config(typeof(ThroughputConfig))]
public class CardNumberScan
{
    private string _text = string.Empty;

    [Params("source", "4242 ", "4242424242424242 ")]
    public string Text { get; set; } = string.Empty;

    [GlobalSetup]
    public void Prepare() => _text = BenchmarkText.Make(Text);

    [Benchmark]
    public int CardNumbers()
    {
        var found = 0;
        foreach (var match in CardNumber.Enumerate(_text))
        {
            found += match.Digits;
        }

        return found;
    }
}
