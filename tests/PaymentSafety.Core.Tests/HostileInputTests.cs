using System.Diagnostics;

namespace PaymentSafety.Core.Tests;

/// <summary>
/// Text that was made to be slow. Each is read at two sizes: work that grows with the square of the size takes 256 times as long
/// for sixteen times the text.
/// </summary>
public sealed class HostileInputTests
{
    private const int Small = 64 * 1024;
    private const int Times = 16;

    /// <summary>What is left to a machine that is busy with other tests.</summary>
    private const int Tolerance = 5;

    public static TheoryData<string> Inputs() => new()
    {
        "_", "sk_live_", "k_", "sk_live_a", "sk_live_%", "sk_live_[a", "sk_live_*", "\\u002", "%2", "tf", "c2tfbGl2", "/c2tfbGl2", "+d2hz", "d2hzZWNf", "=d2hzZWNf",
        "cmtjc190", "whsec_+/", "wh" + "sec_abcdefgh12345678ijkl", "4", "4242 ", "4242-", "4242 4242 4242 4242 ", "%B4", "^", "=4242424242424242", "_secret_", "_secret_1a",
        "sk_" + "live_aB3dE5fG7hJ9kL1mN2pQ", "sk_" + "live_abcdabcdabcdabcdabc ", "x",
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Reading_takes_time_in_proportion_to_the_text(string unit)
    {
        var small = Repeat(unit, Small);
        var large = Repeat(unit, Small * Times);
        _ = Read(small);

        var forSmall = Enumerable.Range(0, 3).Min(_ => Read(small));
        var forLarge = Enumerable.Range(0, 2).Min(_ => Read(large));

        Assert.True(
            forLarge < (forSmall * Times * Tolerance) + TimeSpan.FromMilliseconds(20),
            $"'{unit}': {forSmall.TotalMilliseconds:F1} ms for {Small} characters, {forLarge.TotalMilliseconds:F1} ms for {Times} times as many");
    }

    private static TimeSpan Read(string text)
    {
        var watch = Stopwatch.StartNew();
        foreach (var match in StripeCredential.Enumerate(text))
        {
            Assert.True(match.Length > 0);
        }

        foreach (var match in CardNumber.Enumerate(text, CardBrands.All))
        {
            Assert.True(match.Length > 0);
        }

        _ = Redaction.Mask(text);
        return watch.Elapsed;
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));
}
