using Microsoft.Extensions.Logging;
using Stripe;

namespace ValidCode.Logging;

/// <summary>Words that have "pan", "card", "pin", "track" or "number" in them and hold nothing of a payment card.</summary>
internal sealed class NamesThatOnlySoundLikeCards(ILogger<NamesThatOnlySoundLikeCards> logger)
{
    public void Invoiced(Invoice invoice, string companyName, string expandedBy, TimeSpan timespan)
    {
        var invoiceNumber = invoice.Number;
        logger.LogInformation("invoice {InvoiceNumber} for {CompanyName} in {Timespan}", invoiceNumber, companyName, timespan);
        logger.LogDebug("expanded by {ExpandedBy}, pages {Span}", expandedBy, timespan.TotalSeconds);
    }

    public void Quoted(Quote quote, CreditNote note) => logger.LogInformation("quote {Quote}, credit note {Note}", quote.Number, note.Number);

    public void Shipped(string trackingNumber, string trackId, string postcard, IReadOnlyCollection<string> discardedItems)
    {
        logger.LogInformation("parcel {TrackingNumber}, track {TrackId}, postcard {Postcard}", trackingNumber, trackId, postcard);
        foreach (var discardedItem in discardedItems)
            logger.LogInformation("discarded {Item}", discardedItem);
    }

    public void Rendered(string controlPanel, bool showCardNumber, string cardNumberFieldId, int spinCount, string shippingOption) =>
        logger.LogDebug(
            "panel {ControlPanel} shows the card field {Shown} as {FieldId}; {SpinCount} spins, shipping {ShippingOption}",
            controlPanel, showCardNumber, cardNumberFieldId, spinCount, shippingOption);

    public void Stored(Card card, string cardId, string cardholderName, string cardBrand) =>
        logger.LogInformation("card {CardId} ({Brand}) of {Holder}, fingerprint {Fingerprint}", cardId, cardBrand, cardholderName, card.Fingerprint);

    public void Company(string japaneseName, string companyNumber, string routingNumber) =>
        logger.LogInformation("{Name}: company {Number}, bank {Routing}", japaneseName, companyNumber, routingNumber);

    public void Lent(LibraryCard card, Member member, string apiKey) =>
        logger.LogInformation(
            "book lent on {Card} to {Member}, key {Key}...", card.CardNumber, member.CardNumber, apiKey.Substring(0, Math.Min(7, apiKey.Length)));

    public void Missing(Func<string, bool> isSet)
    {
        if (!isSet(SettingNames.SecretKey[0]))
        {
            logger.LogWarning("nothing is set under {Names}, nor under {Other}", string.Join(", ", SettingNames.SecretKey), SettingNames.WebhookSecret);
            throw new InvalidOperationException($"Set one of {string.Join(", ", SettingNames.SecretKey)}.");
        }
    }

    public sealed record LibraryCard(string CardNumber);

    public sealed class Member
    {
        public string CardNumber { get; init; } = "";
    }

    private static class SettingNames
    {
        public static IReadOnlyList<string> SecretKey { get; } = ["Stripe:SecretKey", "STRIPE_SECRET_KEY"];

        public static readonly string WebhookSecret = "Stripe:WebhookSecret";
    }
}
