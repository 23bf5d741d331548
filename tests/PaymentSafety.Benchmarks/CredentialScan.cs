using BenchmarkDotNet.Attributes;
using PaymentSafety.Core;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// How fast text is read for credentials. Source is what the analyzers and the gate read all day; the others were made to be slow.
/// <c>MB/s</c> counts a character as one byte, as it is on disk.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(ThroughputConfig))]
public class CredentialScan
{
    private string _text = string.Empty;

    [Params("source", "one line", "_", "sk_live_", "k_", "tf", "c2tfbGl2", "4242 ")]
    public string Text { get; set; } = string.Empty;

    [GlobalSetup]
    public void Prepare() => _text = BenchmarkText.Make(Text);

    [Benchmark]
    public int Credentials()
    {
        var found = 0;
        foreach (var match in StripeCredential.Enumerate(_text))
        {
            found += match.IsPlaceholder ? 0 : 1;
        }

        return found;
    }
}
