using Microsoft.AspNetCore.Mvc;
using Stripe;
using Stripe.Checkout;

namespace Marketplace;

public class Line
{
    public string Name { get; set; } = "";
    public double Price { get; set; }
    public decimal ListPrice { get; set; }
    public float Weight { get; set; }
    public int Count { get; set; }
}

public class Basket
{
    public List<Line> Items { get; set; } = [];
    public decimal? ShippingPrice { get; set; }
    public double Discount { get; set; }
    public double OrderTotal { get; set; }
    public decimal Total { get; set; }
}

public record Quote(double TotalCost, decimal Net, TimeSpan Stay, double Nights);

public class CheckoutController : Controller
{
    private readonly PaymentIntentService _intents = new();

    public SessionCreateOptions Session(Basket basket)
    {
        var options = new SessionCreateOptions
        {
            LineItems = basket.Items.Select(item => new SessionLineItemOptions
            {
                PriceData = new SessionLineItemPriceDataOptions
                {
                    UnitAmount = (long)(item.Price * 100), // PAY5003
                    Currency = "usd",
                },
                Quantity = item.Count,
            }).ToList(),
        };

        options.LineItems.Add(new SessionLineItemOptions { PriceData = new() { UnitAmount = (long)(basket.Total * 100), Currency = "usd" } }); // PAY5010
        foreach (var item in basket.Items)
        {
            var line = new SessionLineItemOptions
            {
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = "usd",
                    UnitAmountDecimal = (decimal)item.Price * 100, // PAY5003
                },
            };
            options.LineItems.Add(line);
        }

        return options;
    }

    public PaymentIntentCreateOptions Locals(Quote quote)
    {
        double dollars = quote.TotalCost;
        var cents = dollars * 100; // PAY5015
        return new PaymentIntentCreateOptions
        {
            Amount = (long)cents, // PAY5003
            Currency = "eur",
        };
    }

    public PaymentIntentCreateOptions Rounded(Quote quote) => new()
    {
        Amount = Convert.ToInt64(Math.Round(quote.TotalCost * 100)), // PAY5003
        Currency = "eur",
    };

    public PaymentIntentCreateOptions Accumulated(Basket basket)
    {
        double sum = 0;
        foreach (var item in basket.Items)
        {
            sum += item.Price * item.Count; // PAY5015
        }

        long amount = (long)(sum * 100); // PAY5003
        return new PaymentIntentCreateOptions { Amount = amount, Currency = "usd" };
    }

    public PaymentIntentCreateOptions Helper(Quote quote) => new() { Amount = ToCents(quote.TotalCost), Currency = "usd" }; // PAY5003

    private static long ToCents(double price) => (long)Math.Round(price * 100); // PAY5015

    public Task<PaymentIntent> Behind(Quote quote) => ChargeAsync((long)(quote.TotalCost * 100)); // PAY5003

    private Task<PaymentIntent> ChargeAsync(long cents) =>
        _intents.CreateAsync(new PaymentIntentCreateOptions { Amount = cents, Currency = "usd" });

    public PaymentIntentCreateOptions Exact(Quote quote, int digits) => new()
    {
        Amount = (long)Math.Round(quote.Net * (decimal)Math.Pow(10, digits)),
        ApplicationFeeAmount = (long)decimal.Round((decimal)quote.Stay.TotalHours * 1250m),
        Currency = "usd",
    };

    public PaymentIntentCreateOptions Whole(Basket basket) => new()
    {
        Amount = basket.Items.Sum(item => item.Count * (long)decimal.Round(item.ListPrice * 100m)),
        Currency = "usd",
    };

    /// <summary>The line of a course that many shops were made from.</summary>
    public PaymentIntentCreateOptions Course(Basket basket, decimal shippingPrice) => new()
    {
        Amount = (long)basket.Items.Sum(i => i.Count * (i.ListPrice * 100)) + (long)shippingPrice * 100, // PAY5011
        Currency = "usd",
    };

    public PaymentIntentCreateOptions ConvertedFirst(Basket basket) => new()
    {
        Amount = Convert.ToInt64(basket.Total) * 100, // PAY5011
        Currency = "usd",
    };

    public PaymentIntentCreateOptions CutInALocal(Basket basket)
    {
        int total = (int)basket.Total;
        var amount = total * 100; // PAY5011
        return new PaymentIntentCreateOptions { Amount = amount, Currency = "usd" };
    }

    public string Shown(PaymentIntent intent, Session session, Invoice invoice)
    {
        var paid = intent.AmountReceived / 100; // PAY5011
        decimal total = (session.AmountTotal ?? 0) / 100; // PAY5011
        var due = invoice.AmountDue / 100m;
        var left = (intent.Amount - intent.AmountReceived) / 100; // PAY5011
        var exact = intent.Amount / 100.0m;
        var shown = $"{intent.Amount / 100L}.{intent.Amount % 100L:00}";
        var share = intent.Amount * 15 / 100;
        return $"{paid} {total} {due} {left} {exact} {shown} {share}";
    }

    public string Format(long amount, string currency) => $"{amount / 100} {currency}"; // PAY5011

    public long Commission(long price, int percent) => price / 100 * percent;

    public int NoMoney(double done, int steps) => (int)done * 100 / steps;

    public long Percent(double ratio) => (long)ratio * 100;

    public SessionCreateOptions Discounted(Basket basket)
    {
        var price = basket.OrderTotal - basket.Discount; // PAY5015
        return new SessionCreateOptions
        {
            LineItems =
            [
                new() { PriceData = new() { Currency = "usd", UnitAmount = (long)(price * 100) } }, // PAY5003
            ],
        };
    }
}

public class Rentals
{
    public PaymentIntentCreateOptions ByDay(DateTime from, DateTime to, long perDay) =>
        new() { Currency = "eur", Amount = (long)Math.Ceiling((to - from).TotalDays) * perDay };

    public PaymentIntentCreateOptions ByHour(TimeSpan time, decimal perHour)
    {
        var hours = (int)Math.Round(time.TotalHours, 0);
        return new() { Currency = "eur", Amount = (long)(hours * perHour * 100) }; // PAY5010
    }

    public PaymentIntentCreateOptions InFloatingPoint(TimeSpan time, double perHour) =>
        new() { Currency = "eur", Amount = (long)(Math.Ceiling(time.TotalHours) * perHour * 100) }; // PAY5003

    public decimal Received(PaymentIntent intent)
    {
        var amount = intent.AmountReceived;
        amount /= 100; // PAY5011
        return amount;
    }

    public decimal ReceivedExactly(PaymentIntent intent)
    {
        decimal amount = intent.AmountReceived;
        amount /= 100;
        return amount;
    }
}
