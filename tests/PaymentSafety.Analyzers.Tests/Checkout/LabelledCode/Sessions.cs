using Stripe;
using Stripe.Checkout;

namespace Courses;

public class CheckoutService(bool online)
{
    private static readonly List<string> CardOnly = ["card"];
    private const string OnlyCard = "card";

    public SessionCreateOptions Old() => new()
    {
        PaymentMethodTypes = new List<string> { "card" }, // PAY5002
        Mode = "payment",
    };

    public SessionCreateOptions Expression() => new()
    {
        Mode = "subscription",
        PaymentMethodTypes = ["card"], // PAY5002
    };

    public PaymentIntentCreateOptions Intent(long amount)
    {
        var options = new PaymentIntentCreateOptions
        {
            Amount = amount,
            Currency = "usd",
            PaymentMethodTypes = new List<string>() { OnlyCard }, // PAY5002
        };
        return options;
    }

    public SetupIntentCreateOptions Setup(string customer) => new() { Customer = customer, PaymentMethodTypes = CardOnly }; // PAY5002

    public SessionCreateOptions Later()
    {
        var options = new SessionCreateOptions { Mode = "payment" };
        options.PaymentMethodTypes = new[] { "card" }.ToList(); // PAY5002
        return options;
    }

    public SessionCreateOptions Initializer() => new() { PaymentMethodTypes = new() { "card" } }; // PAY5002

    public SessionCreateOptions Several() => new() { PaymentMethodTypes = ["card", "ideal"] };

    public SessionCreateOptions Chosen(string method) => new() { PaymentMethodTypes = [method] };

    public SessionCreateOptions Grown()
    {
        var types = new List<string> { "card" };
        if (online)
        {
            types.Add("paypal");
        }

        return new SessionCreateOptions { PaymentMethodTypes = types };
    }

    public PaymentIntentCreateOptions ByPhone(long amount) => new()
    {
        Amount = amount,
        Currency = "usd",
        PaymentMethodTypes = ["card"],
        PaymentMethodOptions = new PaymentIntentPaymentMethodOptionsOptions { Card = new PaymentIntentPaymentMethodOptionsCardOptions { Moto = true } },
    };

    public PaymentIntentCreateOptions Renewal(long amount, string customer, string savedCard) => new()
    {
        Amount = amount,
        Currency = "usd",
        Customer = customer,
        PaymentMethod = savedCard,
        PaymentMethodTypes = ["card"],
        OffSession = true,
        Confirm = true,
    };

    public PaymentIntentCreateOptions RenewalStepByStep(long amount, string savedCard)
    {
        var options = new PaymentIntentCreateOptions { Amount = amount, Currency = "usd", PaymentMethodTypes = ["card"] };
        options.PaymentMethod = savedCard;
        options.Confirm = true;
        return options;
    }

    public PaymentIntentCreateOptions Terminal(long amount) => new() { Amount = amount, Currency = "usd", PaymentMethodTypes = ["card_present"], CaptureMethod = "manual" };

    public SessionCreateOptions Dashboard() => new() { Mode = "payment" };

    public SubscriptionCreateOptions Other() => new() { PaymentSettings = new SubscriptionPaymentSettingsOptions { PaymentMethodTypes = ["card"] } };

    public SessionCreateOptions Filled()
    {
        var options = new SessionCreateOptions { Mode = "payment" };
        options.PaymentMethodTypes = new List<string>(); // PAY5002
        options.PaymentMethodTypes.Add("card");
        return options;
    }

    public SessionCreateOptions FilledWithMore(bool isDutch)
    {
        var types = new List<string>();
        types.Add("card");
        if (isDutch)
        {
            types.Add("ideal");
        }

        return new SessionCreateOptions { PaymentMethodTypes = types };
    }

    public SessionCreateOptions FilledBefore()
    {
        var types = new List<string>();
        types.Add("card");
        return new SessionCreateOptions { PaymentMethodTypes = types }; // PAY5002
    }

    public SessionCreateOptions FilledFromOutside(string type)
    {
        var types = new List<string>();
        types.Add(type);
        return new SessionCreateOptions { PaymentMethodTypes = types };
    }
}
