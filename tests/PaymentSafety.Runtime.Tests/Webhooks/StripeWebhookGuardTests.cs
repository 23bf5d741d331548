using System.Text;
using PaymentSafety.Core;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Tests.Webhooks;

public sealed class StripeWebhookGuardTests
{
    private readonly FakeTime _time = new();
    private readonly PaymentSafetyOptions _options = new() { WebhookSecret = TestEvents.Secret };

    [Fact]
    public void An_event_of_Stripe_s_is_accepted_with_what_it_says()
    {
        var body = TestEvents.Body();

        var verdict = Check(body, Signed(body));

        Assert.Equal((true, 200), (verdict.IsAccepted, verdict.Status));
        Assert.Equal(
            new StripeWebhookEvent("evt_1", "checkout.session.completed", "cs_1", false, DateTimeOffset.FromUnixTimeSeconds(1767225600), "2026-07-29.dahlia", Encoding.UTF8.GetString(body)), verdict.Event);
    }

    /// <summary>Computed with another program: <c>printf '%s' '1700000000.{}' | openssl dgst -sha256 -hmac test</c>.</summary>
    [Fact]
    public void The_signature_is_the_one_that_Stripe_computes() =>
        Assert.Equal("91dff526ea91625b2c0961f314dff62fe9b019efa5f0994fae77116a93f588b3", Convert.ToHexString(WebhookSignature.Of("test", "1700000000", "{}"u8)).ToLowerInvariant());

    [Fact]
    public void While_a_secret_is_rolled_either_fits_and_Stripe_may_sign_with_both()
    {
        var body = TestEvents.Body();
        _options.WebhookSecret = $" {TestKeys.Webhook('b')} ; {TestEvents.Secret};";

        Assert.True(Check(body, Signed(body)).IsAccepted);
        Assert.True(Check(body, TestEvents.Sign(body, _time.GetUtcNow(), TestKeys.Webhook('b'))).IsAccepted);
        Assert.True(Check(body, TestEvents.Sign(body, _time.GetUtcNow(), TestKeys.Webhook('z'), TestEvents.Secret)).IsAccepted);
        Assert.Equal(WebhookRefusal.BadSignature, Check(body, TestEvents.Sign(body, _time.GetUtcNow(), TestKeys.Webhook('z'))).Refusal);
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(302, false)]
    public void An_old_signature_is_refused_and_one_of_the_future_too(int seconds, bool accepted)
    {
        var body = TestEvents.Body();
        _time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond - (_time.GetUtcNow().Ticks % TimeSpan.TicksPerSecond)));

        var verdict = Check(body, TestEvents.Sign(body, _time.GetUtcNow().AddSeconds(seconds), TestEvents.Secret));

        Assert.Equal(accepted ? null : WebhookRefusal.TooOld, verdict.Refusal);
    }

    [Theory]
    [InlineData(null, WebhookRefusal.Unsigned)]
    [InlineData("", WebhookRefusal.Unsigned)]
    [InlineData("t=1700000000", WebhookRefusal.BadSignature)]
    [InlineData("v1=00", WebhookRefusal.BadSignature)]
    [InlineData("t=,v1=@", WebhookRefusal.BadSignature)]
    [InlineData("t=x,v1=@", WebhookRefusal.BadSignature)]
    [InlineData("t=-1,v1=@", WebhookRefusal.BadSignature)]
    [InlineData("t=999999999999,v1=@", WebhookRefusal.BadSignature)]
    [InlineData("t=99999999999999999999,v1=@", WebhookRefusal.BadSignature)]
    [InlineData("t=1700000000,v0=@", WebhookRefusal.BadSignature)]
    [InlineData("t=1700000000,v1=zz@", WebhookRefusal.BadSignature)]
    public void A_header_that_is_none_is_refused_and_breaks_nothing(string? header, WebhookRefusal refusal)
    {
        var verdict = Check(TestEvents.Body(), header?.Replace("@", new string('0', 64), StringComparison.Ordinal));

        Assert.Equal((refusal, 400), (verdict.Refusal, verdict.Status));
    }

    [Fact]
    public void A_body_that_was_changed_is_refused()
    {
        var body = TestEvents.Body();
        var header = Signed(body);
        var rewritten = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body) + "\n");

        Assert.Equal(WebhookRefusal.BadSignature, Check(rewritten, header).Refusal);
    }

    [Theory]
    [InlineData(StripeMode.Live, false, WebhookRefusal.OtherMode)]
    [InlineData(StripeMode.Test, true, WebhookRefusal.OtherMode)]
    [InlineData(StripeMode.Live, true, null)]
    public void An_event_of_the_other_mode_is_answered_and_not_handled(StripeMode mode, bool livemode, WebhookRefusal? refusal)
    {
        var body = TestEvents.Body(livemode: livemode);

        var verdict = new StripeWebhookGuard(_options, mode, _time).Check(body, Signed(body));

        Assert.Equal((refusal, 200), (verdict.Refusal, verdict.Status));
    }

    [Theory]
    [InlineData("2026-07-29.dahlia", "2026-07-29.dahlia", true)]
    [InlineData("2026-05-27.dahlia", "2026-07-29.dahlia", true)]
    [InlineData("2026-02-25.clover", "2026-07-29.dahlia", false)]
    [InlineData("2023-10-16", "2026-07-29.dahlia", false)]
    [InlineData("2023-10-16", "2023-10-16", true)]
    [InlineData("2022-11-15", "2023-10-16", false)]
    [InlineData("2022-11-15", null, true)]
    [InlineData(null, "2026-07-29.dahlia", true)]
    public void An_event_of_another_release_train_waits_for_the_app_to_be_right(string? version, string? expected, bool accepted)
    {
        _options.Webhooks.ApiVersion = expected;
        var body = TestEvents.Body(version: version);

        var verdict = Check(body, Signed(body));

        Assert.Equal((accepted ? null : WebhookRefusal.OtherVersion, accepted ? 200 : 500), (verdict.Refusal, verdict.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"object\":\"event\"")]
    [InlineData("""{"object":"event","id":"evt_1","type":"t","livemode":"false","created":1}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"t","livemode":false,"created":"1"}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"t","livemode":false,"created":99999999999999}""")]
    [InlineData("""{"object":"event","id":"","type":"t","livemode":false,"created":1}""")]
    [InlineData("""{"object":"v2.core.event","id":"evt_1","type":"t","livemode":false,"created":1}""")]
    public void What_is_signed_and_no_event_is_refused(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        Assert.Equal(WebhookRefusal.NotAnEvent, Check(body, Signed(body)).Refusal);
        byte[] broken = [.. body, 0xFF];
        Assert.Equal(WebhookRefusal.NotAnEvent, Check(broken, Signed(broken)).Refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ; ")]
    public void Without_a_secret_nobody_is_believed(string? secret)
    {
        _options.WebhookSecret = secret;
        var body = TestEvents.Body();

        Assert.Equal((WebhookRefusal.NoSecret, 500), (Check(body, TestEvents.Sign(body, _time.GetUtcNow(), "")).Refusal, Check(body, null).Status));
    }

    private WebhookVerdict Check(byte[] body, string? header) => new StripeWebhookGuard(_options, StripeMode.Test, _time).Check(body, header);

    private string Signed(byte[] body) => TestEvents.Sign(body, _time.GetUtcNow(), TestEvents.Secret);
}
