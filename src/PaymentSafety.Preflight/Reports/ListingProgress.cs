using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>Says every thousand prices that a long list still goes on.</summary>
internal sealed class ListingProgress(IReporter reporter) : IProgress<int>
{
    private const int Step = 1000;

    private int _told;

    public void Report(int value)
    {
        if (value / Step <= _told)
            return;
        _told = value / Step;
        reporter.Say($"PaymentSafety: {Words.Number(value)} prices read so far.");
    }
}
