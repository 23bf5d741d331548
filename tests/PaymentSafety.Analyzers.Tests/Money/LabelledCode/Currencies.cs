using Stripe;
using Stripe.Checkout;

namespace World;

public record Ticket(string Currency, decimal Price);

public class Tickets
{
    private const string Yen = "jpy";

    public PaymentIntentCreateOptions Japan(decimal price) => new()
    {
        Amount = (long)decimal.Round(price * 100), // PAY5004
        Currency = Yen,
    };

    public SessionLineItemPriceDataOptions Kuwait(Ticket ticket) => new()
    {
        Currency = "KWD",
        UnitAmountDecimal = ticket.Price * 100m, // PAY5004
    };

    public PaymentIntentCreateOptions Euro(decimal price) => new() { Amount = (long)decimal.Round(price * 100), Currency = "eur" };

    public PaymentIntentCreateOptions Iceland(decimal price) => new() { Amount = (long)decimal.Round(price * 100), Currency = "isk" };

    public PaymentIntentCreateOptions Yens(long price) => new() { Amount = price, Currency = "jpy" };

    public PaymentIntentCreateOptions Whatever(Ticket ticket) => new()
    {
        Amount = (long)decimal.Round(ticket.Price * 100), // PAY5004
        Currency = ticket.Currency.ToLowerInvariant(),
    };

    public PaymentIntentCreateOptions Later(decimal price, string currency)
    {
        var options = new PaymentIntentCreateOptions();
        options.Amount = (long)decimal.Round(price * 100m); // PAY5004
        options.Currency = currency;
        return options;
    }

    public PaymentIntentCreateOptions Checked(decimal price, string currency)
    {
        if (currency != "eur")
        {
            throw new ArgumentException("euros only", nameof(currency));
        }

        return new PaymentIntentCreateOptions { Amount = (long)decimal.Round(price * 100), Currency = currency };
    }

    public PaymentIntentCreateOptions ByTable(decimal price, string currency, IReadOnlyDictionary<string, decimal> factors) => new()
    {
        Amount = (long)decimal.Round(price * factors[currency]),
        Currency = currency,
    };
}
