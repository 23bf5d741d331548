using FsCheck;
using FsCheck.Fluent;

namespace PaymentSafety.Core.Tests.Credentials;

public sealed class RandomCredentialTests
{
    /// <summary>At most 0.03 % of what a generator can give may be taken for a placeholder.</summary>
    [Theory]
    [InlineData(24, RandomKeys.Alphanumeric)]
    [InlineData(99, RandomKeys.Alphanumeric)]
    [InlineData(32, RandomKeys.Alphanumeric)]
    [InlineData(64, RandomKeys.Hexadecimal)]
    public void Hardly_any_random_body_is_taken_for_a_placeholder(int length, string alphabet)
    {
        const int drawn = 100_000;
        var random = new Random(length);
        var dropped = 0;
        for (var i = 0; i < drawn; i++)
        {
            if (!StripeCredential.TryFind(RandomKeys.SecretLive + RandomKeys.Body(random, length, alphabet), 0, out _))
            {
                dropped++;
            }
        }

        Assert.True(dropped <= drawn * 0.0003, $"{dropped} of {drawn} dropped");
    }

    [Fact]
    public void A_key_is_found_with_its_exact_span_whatever_stands_around_it()
    {
        var prefixes = new[] { RandomKeys.SecretLive, RandomKeys.SecretTest, RandomKeys.RestrictedLive, RandomKeys.PublishableTest };
        var around = Gen.Elements("\"", "'", " ", "\t", "\n", "=", ":", ";", ",", "(", ")", ">", "|", "`", "@", "&", "\\n", "%3D", "-", "/", "\u00A0", "\"}");
        var property =
            from before in Gen.Choose(0, 40).Select(length => new string('a', length))
            from left in around
            from prefix in Gen.Elements(prefixes)
            from length in Gen.Choose(20, 247)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from right in around
            select (Text: before + left, Key: prefix + RandomKeys.Body(new Random(seed), length), Right: right + "tail");

        Check.QuickThrowOnFailure(Prop.ForAll(property.ToArbitrary(), sample =>
        {
            var text = sample.Text + sample.Key + sample.Right;
            var matches = new List<CredentialMatch>();
            foreach (var match in StripeCredential.Enumerate(text))
            {
                matches.Add(match);
            }

            // One body in a few thousand is taken for a placeholder; where it stands has to be right all the same.
            return matches is [var only] && only.Start == sample.Text.Length && only.Length == sample.Key.Length;
        }));
    }

    [Fact]
    public void Any_text_is_read_without_error_and_matches_lie_inside_it_in_order()
    {
        var pieces = Gen.Elements(
            "sk", "_", "live", "test", "rk", "whsec", "org", "rkcs", "a", "9", "\\", "n", "%", "3D", "*", "<", "{", "$", ".", "…", "[", "]", "=", "+", "/", "-",
            "c2tf", "bGl2ZV", "d2hzZWNf", "cmtjc190", "Zm9v", " ", "\n", "4242", "\0", "\ud83d", "é");
        Check.QuickThrowOnFailure(Prop.ForAll(pieces.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var end = 0;
            foreach (var match in StripeCredential.Enumerate(text))
            {
                Assert.True(match.Start >= end && match.Length > 0 && match.End <= text.Length);
                end = match.End;
            }
        }));
    }
}
