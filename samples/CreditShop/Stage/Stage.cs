using System.Globalization;
using System.Security.Cryptography;
using CreditShop.Payments;
using PaymentSafety.Core;
using PaymentSafety.Tests.Stripe;

namespace CreditShop.Stage;

/// <summary>
/// What the demo needs and a shop does not: where no key of a Stripe account is set, the repository's stand-in plays Stripe in this process, and its webhooks can be lost. Nothing of
/// the shop knows of it; the keys are made at the start and are in no file.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string WebhookPath = "/webhooks/stripe";

    private readonly StripeServer _stripe;
    private readonly StripeModeData _account;
    private readonly string _key;
    private readonly string _webhookSecret = "whsec_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    private Stage(StripeServer stripe)
    {
        _stripe = stripe;
        var account = stripe.World.FindKey(ShopScenario.TestSecretKey)!.Account;
        _account = account.Test;
        // A key that may do what the shop does, and nothing else.
        _key = stripe.World.AddKey(new StripeKeyData(StripeIds.Key("rk", livemode: false, account.Id, salt: 9), account, Livemode: false)
        {
            Permissions = new HashSet<StripePermission>([.. StripePermission.All, StripePermission.WriteCheckout, StripePermission.WriteCustomers]),
        });
    }

    /// <summary>Where the stand-in answers.</summary>
    public Uri Address => _stripe.Address;

    /// <summary>Whether webhooks get lost.</summary>
    public bool WebhooksGetLost
    {
        get => _stripe.Webhooks.Lost;
        set => _stripe.Webhooks.Lost = value;
    }

    /// <summary>What was sent or lost, newest first.</summary>
    public IReadOnlyList<WebhookAttempt> Webhooks => [.. _stripe.Webhooks.Attempts.Reverse()];

    /// <summary>Whether events wait that no endpoint took.</summary>
    public bool HasUndelivered => _account.Events.NewestFirst().Any(value => !value.Delivered);

    /// <returns>Null where the shop has a Stripe account, and outside of development.</returns>
    public static async Task<Stage?> SetUpAsync(WebApplicationBuilder builder, Packs packs)
    {
        if (!builder.Environment.IsDevelopment() || new SettingNames().SecretKey.Any(name => !string.IsNullOrWhiteSpace(builder.Configuration[name]))) return null;
        var stage = new Stage(await StripeServer.StartAsync());
        stage.FillAccount(packs);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:SecretKey"] = stage._key,
            ["Stripe:WebhookSecret"] = stage._webhookSecret,
            ["PaymentSafety:StripeApi"] = stage.Address.AbsoluteUri,
            ["PaymentSafety:AllowLoopback"] = "true",
            // This account has no past.
            ["PaymentSafety:Reconciliation:Since"] = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
        return stage;
    }

    /// <summary>As in the Dashboard: where events are sent. The shop's port is known when it has started.</summary>
    public void SendWebhooksTo(string shop) =>
        _account.WebhookEndpoints.Put(new WebhookEndpointData("we_1CreditStandIn001endpoint", new Uri(new Uri(shop), WebhookPath).AbsoluteUri)
        {
            Events = ["payment_intent.succeeded", "payment_intent.payment_failed"],
            Secret = _webhookSecret,
        });

    /// <summary>Sends what was lost once more, as Stripe does for three days.</summary>
    public Task SendUndeliveredAsync() => _stripe.Webhooks.SendUndeliveredAsync();

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    private void FillAccount(Packs packs)
    {
        foreach (var endpoint in _account.WebhookEndpoints.NewestFirst()) _account.WebhookEndpoints.Remove(endpoint.Id);
        foreach (var pack in packs.All)
        {
            var product = _account.Products.Put(new ProductData("prod_" + pack.Name, $"{pack.Credits} credits"));
            _account.Prices.Put(new PriceData(pack.Price, product.Id, pack.Currency, pack.Amount) { Interval = null });
        }
    }
}
