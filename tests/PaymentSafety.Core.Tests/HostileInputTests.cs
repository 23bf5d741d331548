namespace PaymentSafety.Core.Tests;

/// <summary>
/// Text that was made to be slow, two million characters of it. Work in proportion to the length is done in a second; work that
/// grows with its square takes minutes, also on a fast machine. The deadline lies far from both, so that a busy machine is no failure.
/// </summary>
public sealed class HostileInputTests
{
    private const int Length = 2 * 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Inputs() => new()
    {
        "_", "sk_live_", "k_", "sk_live_a", "sk_live_%", "sk_live_[a", "sk_live_*", "\\u002", "%2", "tf", "c2tfbGl2", "/c2tfbGl2", "+d2hz", "d2hzZWNf", "=d2hzZWNf",
        "cmtjc190", "whsec_+/", "wh" + "sec_abcdefgh12345678ijkl", "4", "4242 ", "4242-", "4242 4242 4242 4242 ", "%B4", "^", "=4242424242424242", "_secret_", "_secret_1a",
        "sk_" + "live_aB3dE5fG7hJ9kL1mN2pQ", "sk_" + "live_abcdabcdabcdabcdabc ", "x",
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Reading_takes_time_in_proportion_to_the_text(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Length / unit.Length));

        var reading = Task.Factory.StartNew(() => Read(text), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.True(await Task.WhenAny(reading, Task.Delay(Deadline)) == reading, $"'{unit}' repeated to {Length} characters is not read in {Deadline.TotalSeconds} s.");
        await reading;
    }

    private static void Read(string text)
    {
        foreach (var match in StripeCredential.Enumerate(text))
        {
            Assert.True(match.Length > 0);
        }

        foreach (var match in CardNumber.Enumerate(text, CardBrands.All))
        {
            Assert.True(match.Length > 0);
        }

        Assert.NotEmpty(Redaction.Mask(text));
    }
}
