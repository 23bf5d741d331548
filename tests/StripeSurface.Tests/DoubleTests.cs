using Stripe;
using StripeSurface.Tests.Usage;

namespace StripeSurface.Tests;

/// <summary>Hand-written doubles work as they do with the library itself, so tests of user code need nothing more.</summary>
public sealed class DoubleTests
{
    [Fact]
    public async Task A_service_with_an_override_sees_the_call_through_its_base_type_and_its_interface()
    {
        var recording = new RecordingPaymentIntentService();
        PaymentIntentService service = recording;

        var intent = await service.CreateAsync(new() { Amount = 5 }, new() { IdempotencyKey = "a" });
        await Generic.CreateOnceAsync<PaymentIntent, PaymentIntentCreateOptions>(recording, new(), "b");

        Assert.Equal(["a", "b"], recording.Keys);
        Assert.Equal(("pi_1", 5L), (intent.Id, intent.Amount));
    }

    [Fact]
    public void An_interface_by_hand_can_decline()
    {
        var error = Assert.Throws<StripeException>(() => new DecliningRefunds().Create(new RefundCreateOptions()));

        Assert.Equal("lost_card", error.StripeError.DeclineCode);
    }

    [Fact]
    public async Task An_http_client_by_hand_answers()
    {
        var response = await new OfflineHttpClient().MakeRequestAsync(null!);

        Assert.Equal("{}", response.Content);
    }
}
