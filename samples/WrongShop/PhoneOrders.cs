using Stripe;

namespace Shop;

internal static class PhoneOrders
{
    internal sealed record Card(string CardNumber, string Holder, long AmountInCents);

    public static async Task<IResult> PayAsync(string id, Card card, Orders orders, ILogger<Orders> logger)
    {
        if (orders.Find(id) is not { } order)
            return Results.NotFound();

        // Wrong: logs are kept, copied and read by people who may not see card numbers.
        logger.LogInformation("{Order} is paid by phone with {CardNumber}", order.Id, card.CardNumber);

        // Wrong: an operator who presses the button again charges the card again.
        var payment = await new PaymentIntentService().CreateAsync(new PaymentIntentCreateOptions
        {
            Amount = card.AmountInCents,
            Currency = "usd",
            Metadata = new Dictionary<string, string> { ["order"] = order.Id },
        });
        return Results.Ok(payment.Id);
    }
}
