using Microsoft.Extensions.Logging;
using Stripe;

namespace ValidCode.Logging;

/// <summary>What a receipt, a profile page and their logs may show of a card.</summary>
internal sealed record SavedCard(string Brand, string Last4, long ExpMonth, long ExpYear, string? Fingerprint)
{
    public static SavedCard From(PaymentMethod method) =>
        new(method.Card.Brand, method.Card.Last4, method.Card.ExpMonth, method.Card.ExpYear, method.Card.Fingerprint);

    public string Masked => $"**** **** **** {Last4}";

    public override string ToString() => $"{Brand} ending in {Last4}, {ExpMonth:00}/{ExpYear}";
}

internal sealed partial class CardDisplay(ILogger<CardDisplay> logger)
{
    public async Task<IReadOnlyList<SavedCard>> ShowAsync(PaymentMethodService methods, string customer)
    {
        var cards = new List<SavedCard>();
        await foreach (var method in methods.ListAutoPagingAsync(new PaymentMethodListOptions { Customer = customer, Type = "card" }))
        {
            var card = SavedCard.From(method);
            cards.Add(card);
            logger.LogInformation("customer {Customer} has {Card} as {PaymentMethod}", customer, card, method.Id);
        }

        logger.LogDebug("{Count} cards, newest {Masked}", cards.Count, cards.FirstOrDefault()?.Masked);
        return cards;
    }

    public void Charged(Charge charge)
    {
        var (brand, last4) = (charge.PaymentMethodDetails.Card.Brand, charge.PaymentMethodDetails.Card.Last4);
        Log.CardCharged(logger, charge.Id, brand, last4);
        if (charge.PaymentMethodDetails.Card.Checks is { CvcCheck: "fail" } checks)
            logger.LogWarning("charge {Charge}: CVC check {CvcCheck}, address {AddressCheck}", charge.Id, checks.CvcCheck, checks.AddressPostalCodeCheck);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "charge {ChargeId}: {Brand} ending in {Last4}")]
        public static partial void CardCharged(ILogger logger, string chargeId, string brand, string last4);
    }
}
