namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>A restored console app and a stand-in for Stripe, shared by the tests of one class, which run one after the other.</summary>
public sealed class StripeAndShop : IAsyncLifetime
{
    internal StripeServer Stripe { get; private set; } = null!;

    internal Shop Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = await Shop.CreateAsync();
        Stripe = await StripeServer.StartAsync();
    }

    public async Task DisposeAsync() => await Stripe.DisposeAsync();
}
