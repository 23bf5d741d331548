using System.Net;
using System.Net.Sockets;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.BadInput;

/// <summary>What may answer in Stripe's place, or not answer. Nothing proved is nothing published.</summary>
public sealed class ApiTests : IClassFixture<StripeAndShop>
{
    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public ApiTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _stripe.Faults.Clear();
    }

    [Theory]
    [InlineData("web-page", "PF9004", "answered a web page", "A proxy or login page is in between.")]
    [InlineData("redirect", "PF9004", "redirected to https://login.example/", "A proxy or login page is in between.")]
    [InlineData("not-json", "PF9005", "that is not Stripe JSON", "Run again; report it if it stays.")]
    [InlineData("array", "PF9005", "that is not Stripe JSON", "Run again; report it if it stays.")]
    [InlineData("truncated", "PF9001", "The connection was broken.", "look for a firewall or proxy")]
    [InlineData("reset", "PF9001", "The connection was broken.", "look for a firewall or proxy")]
    public async Task An_answer_that_is_not_Stripes_proves_nothing(string fault, string code, params string[] text)
    {
        _stripe.Faults.Add(FaultSpelling.Parse(fault).Fault);

        (await _shop.PublishAsync(_stripe, "-p:PaymentSafetyDeadline=20")).MustBeRefused(code, "Shop.csproj(1,1)", [.. text, "Not proved: "]);

        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_refused_connection_proves_nothing()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var address = new Uri($"http://{unused.LocalEndpoint}");
        unused.Stop();

        var run = await _shop.DotnetAsync(["publish", "--no-restore", "-o", _shop.PublishFolder, .. Shop.Asking(address)], Shop.LiveKey);

        run.MustBeRefused("PF9001", "Shop.csproj(1,1)", "cannot be reached (refused)", "PaymentSafetyOffline=true", "Not proved: ");
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_longer_than_the_deadline()
    {
        _stripe.Faults.Add(FaultSpelling.Parse("hang").Fault);

        var run = await _shop.PublishAsync(_stripe, "-p:PaymentSafetyDeadline=3");

        run.MustBeRefused("PF9008", "Shop.csproj(1,1)", "took longer than 3 s in all", "raise PaymentSafetyDeadline", "Not proved: ");
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_not_trusted()
    {
        using var certificate = TlsCertificates.Untrusted();
        await using var tls = await StripeServer.StartAsync(options: new StripeServerOptions { Certificate = certificate });

        var run = await _shop.DotnetAsync(["publish", "--no-restore", "-o", _shop.PublishFolder, .. Shop.Asking(tls.Address)], Shop.LiveKey);

        run.MustBeRefused("PF9002", "Shop.csproj(1,1)", "is not trusted", "never switch validation off", "Not proved: ");
        Assert.Equal(0, tls.Log.Count);
        Assert.Empty(_shop.Published);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "")]
    [InlineData("https://stripe.example", "-p:PaymentSafetyLocalStripe=true")]
    public async Task A_key_is_not_sent_to_an_address_that_nobody_allowed(string address, string allowed)
    {
        var run = await _shop.DotnetAsync(["publish", "--no-restore", "-o", _shop.PublishFolder, $"-p:PaymentSafetyStripeApi={address}", .. allowed.Length > 0 ? new[] { allowed } : []], Shop.LiveKey);

        run.MustBeRefused("PF2022", "Shop.csproj(1,1)", $"The Stripe API address is '{address}", "Remove the override.");
        Assert.Empty(_shop.Published);
    }
}
