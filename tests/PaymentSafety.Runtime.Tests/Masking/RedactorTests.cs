using FsCheck;
using FsCheck.Fluent;
using PaymentSafety.Core;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Runtime.Tests.Masking;

public sealed class RedactorTests
{
    [Fact]
    public void The_look_ahead_leaves_out_nothing_that_redaction_would_mask() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(TextGenerator.Lines.ToArbitrary(), text => PaymentRedactor.Redact(text) == Redaction.Mask(text)));

    [Fact]
    public void What_is_masked_is_found_wherever_in_a_line_it_stands()
    {
        string[] secrets =
        [
            "4242424242424242", "4242 4242 4242 4242", "3782-822463-10005", "4242\u00A04242\u00A04242\u00A04242", TestKeys.Secret("live"), TestKeys.Restricted("test"), TestKeys.Webhook('x'), TestKeys.ClientSecret,
            .. new[] { TestKeys.Secret("live"), TestKeys.Restricted("test"), TestKeys.Webhook('x') }.Select(key => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(key))),
        ];

        foreach (var secret in secrets)
        {
            Assert.NotEqual(secret, Redaction.Mask(secret));
            for (var before = 0; before < 140; before++)
            {
                foreach (var after in new[] { 0, 1, 70 })
                    Assert.True(SensitiveText.MayHold(new string('.', before) + secret + new string('é', after)), $"{secret[..6]} after {before} characters, before {after}");
            }
        }
    }

    [Fact]
    public void No_card_number_is_left_in_a_sentence() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(TextGenerator.Cards.ToArbitrary(), card =>
            !PaymentRedactor.Redact($"Card {card} was declined for order_42.").Contains(card, StringComparison.Ordinal)));

    [Fact]
    public void Keys_secrets_and_client_secrets_are_masked_and_null_is_nothing()
    {
        string[] secrets = [TestKeys.Secret("live"), TestKeys.Restricted("test"), TestKeys.Webhook('x'), TestKeys.ClientSecret];

        Assert.All(secrets, secret => Assert.DoesNotContain(secret[^12..], PaymentRedactor.Redact($"key={secret};"), StringComparison.Ordinal));
        Assert.Equal("", PaymentRedactor.Redact(null));
    }

    [Fact]
    public void A_text_with_nothing_to_mask_is_not_copied()
    {
        const string line = "Order order_42 of 2026-11-22 was paid in 0.8 s, 1234 credits on platform_1.";

        Assert.Same(line, PaymentRedactor.Redact(line));
        Assert.False(SensitiveText.MayHold(line));
    }
}
