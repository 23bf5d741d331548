using Stripe;
using Stripe.BillingPortal;

namespace StripeSurface.Tests.Usage;

internal static class Reading
{
    public static async Task<List<string>> AllPricesAsync(PriceService prices, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var options = new PriceListOptions { Active = true, Limit = 100, Expand = ["data.product"] };
        await foreach (var price in prices.ListAutoPagingAsync(options, cancellationToken: cancellationToken))
            ids.Add($"{price.Id} {price.Product?.Name ?? price.ProductId} {price.UnitAmountDecimal}");
        foreach (var price in prices.ListAutoPaging(options))
            ids.Add(price.Id);
        return ids;
    }

    public static long Sum(StripeList<Charge> page)
    {
        long sum = 0;
        foreach (var charge in page)
            sum += charge.Amount - charge.AmountRefunded;
        return page.HasMore ? throw new InvalidOperationException("more to come") : sum + page.Data.Sum(c => c.ApplicationFeeAmount ?? 0) + page.Count();
    }

    public static string? Owner(Charge charge)
    {
        // Expandable: the id is always there, the object when it was asked for.
        Customer? customer = charge.Customer;
        charge.Customer = new Customer { Id = charge.CustomerId };
        return customer?.Email ?? charge.CustomerId ?? charge.PaymentIntent?.LatestCharge?.BillingDetails?.Email;
    }

    public static string? Describe(IPaymentSource source) => source switch
    {
        Card card => $"{card.Brand} {card.Last4} {card.ExpMonth}/{card.ExpYear}",
        BankAccount bank => bank.BankName,
        Source { Type: SourceType.SepaDebit } debit => debit.SepaDebit.Last4,
        _ => (source as IHasId)?.Id,
    };

    public static async Task<Customer?> FindAsync(CustomerService customers, string reference)
    {
        var found = await customers.SearchAsync(new CustomerSearchOptions { Query = $"metadata['reference']:'{reference}'" });
        return found.Data.Count == 1 ? found.Single() : null;
    }

    public static Session Portal(SessionService sessions, string customer) =>
        sessions.Create(new SessionCreateOptions { Customer = customer }, new RequestOptions { IdempotencyKey = "portal-" + customer });

    public static Stripe.Checkout.Session Checkout(Stripe.Checkout.SessionService sessions, string id) => sessions.Get(id);

    public static ExpandableField<Customer> Field(Customer customer)
    {
        var field = new ExpandableField<Customer> { Id = customer.Id, ExpandedObject = customer };
        IExpandableField untyped = field;
        return untyped.IsExpanded && untyped.ExpandedObject is Customer ? field : new() { Id = "cus_unknown" };
    }
}
