using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PaymentSafety.Core.Tests;

public sealed class RedactionTests
{
    private static readonly string Body = RandomKeys.Body(32);

    [Fact]
    public void A_key_in_use_shows_its_prefix_and_last_four()
    {
        var key = RandomKeys.RestrictedLive + Body;

        Assert.Equal("rk_live_…" + Body[^4..], Redaction.MaskKey(key));
        Assert.Equal("rk_live_…" + Body[^4..], Redaction.MaskKey($"  {key}\n"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hunter2")]
    public void What_is_no_key_shows_nothing(string? key) => Assert.Equal("…", Redaction.MaskKey(key));

    [Fact]
    public void A_short_key_shows_its_prefix_only() => Assert.Equal("sk_test_…", Redaction.MaskKey(RandomKeys.SecretTest + "abcd1234"));

    [Fact]
    public void Text_without_anything_to_hide_is_returned_as_it_is()
    {
        const string text = "price_1 of task_live was refused: No such price; request req_123, 4 of 4242 items";

        Assert.Same(text, Redaction.Mask(text));
    }

    [Theory]
    [InlineData("key={0}", "key=sk_live_…")]
    [InlineData("\u001b[31m{0}\u001b[0m", "\u001b[31msk_live_…\u001b[0m")]
    [InlineData("tasks{0}", "taskssk_live_…")]
    [InlineData("{{\"k\":\"{0}\"}}", "{\"k\":\"sk_live_…\"}")]
    [InlineData("{0}{0}", "sk_live_…_live_…")]
    public void Keys_are_masked_wherever_they_stand(string format, string expected)
    {
        var key = RandomKeys.SecretLive + Body;
        var masked = Redaction.Mask(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, key));

        Assert.DoesNotContain(Body, masked, StringComparison.Ordinal);
        Assert.Equal(expected, masked);
    }

    [Fact]
    public void Encoded_keys_client_secrets_and_placeholders_are_masked_too()
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(RandomKeys.SecretLive + Body + ":"));
        var clientSecret = "pi_3PSFTyB7WZ01zgkWSjxsAJo3_sec" + "ret_" + RandomKeys.Body(25);
        var text = $"Basic {encoded}; {clientSecret}; {RandomKeys.SecretTest}xxxxxxxxxxxxxxxxxxxxxxxx";

        Assert.Equal("Basic …; pi_3PSFTyB7WZ01zgkWSjxsAJo3_secret_…; sk_test_…", Redaction.Mask(text));
    }

    [Theory]
    [InlineData("pay 4242424242424242 now", "pay ************4242 now")]
    [InlineData("4242 4242 4242 4242", "**** **** **** 4242")]
    [InlineData("3782-822463-10005", "****-******-*0005")]
    [InlineData(";4242424242424242=25121011000012345678?", ";************4242*********************?")]
    [InlineData("%B4242424242424242^DOE/JANE^2512101?", "%B************4242*****************?")]
    public void Card_numbers_keep_their_last_four_and_track_data_nothing(string text, string expected) => Assert.Equal(expected, Redaction.Mask(text));

    [Fact]
    public void No_key_survives_in_any_text()
    {
        var sample =
            from before in ArbMap.Default.GeneratorFor<string?>()
            from length in Gen.Choose(20, 200)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from after in ArbMap.Default.GeneratorFor<string?>()
            select (Before: before ?? string.Empty, Body: RandomKeys.Body(new Random(seed), length), After: after ?? string.Empty);

        Check.QuickThrowOnFailure(Prop.ForAll(sample.ToArbitrary(), s =>
            !Redaction.Mask(s.Before + RandomKeys.SecretLive + s.Body + s.After).Contains(s.Body, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_no_text() => Assert.Throws<ArgumentNullException>(() => Redaction.Mask(null!));
}
