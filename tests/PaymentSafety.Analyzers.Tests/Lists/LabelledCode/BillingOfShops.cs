using Microsoft.AspNetCore.Mvc;
using Stripe;
using Stripe.Checkout;

namespace Gym.Billing;

public record ChargeRow(string Id, long Amount, bool Paid);

public class BillingService(ILogger<BillingService> logger)
{
    private readonly CustomerService _customers = new();
    private readonly SubscriptionService _subscriptions = new();
    private readonly PriceService _prices = new();
    private readonly ProductService _products = new();
    private readonly ChargeService _charges = new();
    private readonly PaymentMethodService _methods = new();
    private readonly WebhookEndpointService _endpoints = new();

    public async Task<StripeList<Customer>> Customers() => await _customers.ListAsync(new CustomerListOptions { Limit = 100 });

    public async Task<List<Product>> ActiveProducts()
    {
        var products = await _products.ListAsync(new ProductListOptions { Limit = 100 }); // PAY5001
        var filtered = products.Where(p => p.Active).ToList();
        return filtered;
    }

    public async Task<Customer?> ByEmail(string email)
    {
        var options = new CustomerListOptions { Email = email };
        var result = await _customers.ListAsync(options); // PAY5014
        return result.Data.FirstOrDefault();
    }

    public async Task<Customer?> ByName(string name)
    {
        var all = await _customers.ListAsync(new CustomerListOptions { Limit = 100 }); // PAY5001
        return all.Data.FirstOrDefault(c => c.Name == name);
    }

    public async Task<bool> PriceExists(string id) => (await _prices.ListAsync()).Data.Any(p => p.Id == id); // PAY5001

    public bool Owns(string customer, string method) =>
        _methods.List(new PaymentMethodListOptions { Customer = customer, Type = "card" }) // PAY5001
            .Any(m => m.Id == method);

    public async Task<long> Revenue(DateTime from)
    {
        long total = 0;
        var charges = await _charges.ListAsync(new ChargeListOptions { Created = new DateRangeOptions { GreaterThan = from }, Limit = 100 }); // PAY5001
        foreach (var charge in charges)
        {
            total += charge.Amount;
        }

        return total;
    }

    public long Sum(string customer) => _charges.List(new ChargeListOptions { Customer = customer }).Data.Select(c => c.Amount).Sum(); // PAY5001

    public int Members() => _subscriptions.List(new SubscriptionListOptions { Status = "active" }).Count(); // PAY5001

    public int MembersByProperty()
    {
        var page = _subscriptions.List(new SubscriptionListOptions { Status = "active" }); // PAY5001
        return page.Data.Count;
    }

    public async Task<Subscription?> ActiveOf(string customer)
    {
        StripeList<Subscription> subscriptions = await _subscriptions.ListAsync(new SubscriptionListOptions { Customer = customer, Status = "all" }); // PAY5001
        foreach (var subscription in subscriptions.Data)
        {
            if (subscription.Status is "active" or "trialing")
            {
                return subscription;
            }
        }

        return null;
    }

    public async Task<Dictionary<string, Price>> PricesByKey()
    {
        var prices = await _prices.ListAsync(new PriceListOptions { Active = true, Limit = 100 }); // PAY5001
        return prices.Data.ToDictionary(p => p.LookupKey);
    }

    public async Task Detach(string customer)
    {
        var methods = await _methods.ListAsync(new PaymentMethodListOptions { Customer = customer }); // PAY5001
        foreach (var method in methods)
        {
            await _methods.DetachAsync(method.Id);
        }
    }

    public async Task<Customer?> Searched(string order)
    {
        var found = await _customers.SearchAsync(new CustomerSearchOptions { Query = "metadata['kind']:'member'" }); // PAY5001
        return found.Data.SingleOrDefault(c => c.Metadata["order"] == order);
    }

    /// <summary>The newest, and whether there is one: one page says it.</summary>
    public async Task<Subscription?> Newest(string customer)
    {
        var subscriptions = await _subscriptions.ListAsync(new SubscriptionListOptions { Customer = customer, Status = "active", Limit = 1 });
        return subscriptions.FirstOrDefault();
    }

    public async Task<bool> HasAny(string customer)
    {
        var subscriptions = await _subscriptions.ListAsync(new SubscriptionListOptions { Customer = customer, Status = "active" });
        return subscriptions.Data.Any() || subscriptions.Data.Count > 0;
    }

    public async Task<bool> HasSeveral(string customer) =>
        (await _subscriptions.ListAsync(new SubscriptionListOptions { Customer = customer })).Data.Count > 1;

    public async Task<IEnumerable<ChargeRow>> FirstPage()
    {
        var charges = await _charges.ListAsync(new ChargeListOptions { Limit = 10 });
        logger.LogInformation("{Count} charges shown", charges.Data.Count);
        return charges.Select(c => new ChargeRow(c.Id, c.Amount, c.Paid)).ToList();
    }

    public async Task<List<ChargeRow>> Rows()
    {
        var rows = new List<ChargeRow>();
        foreach (var charge in await _charges.ListAsync())
        {
            if (charge.Customer != null)
            {
                rows.Add(new ChargeRow(charge.Id, charge.Amount, charge.Paid));
            }
        }

        return rows;
    }

    public async Task<Price> OfKey(string key) =>
        (await _prices.ListAsync(new PriceListOptions { LookupKeys = [key] })).Data.Single(p => p.Active);

    public async Task<bool> HasEndpoint(string url) =>
        (await _endpoints.ListAsync(new WebhookEndpointListOptions { Limit = 100 })).Any(e => e.Url == url);

    public List<string> ByIndex()
    {
        var prices = _prices.List(new PriceListOptions { Product = "p" });
        var ids = new List<string>();
        for (var i = 0; i < prices.Data.Count; i++)
        {
            ids.Add(prices.Data[i].Id);
        }

        return ids;
    }

    public async Task DeleteAll()
    {
        var page = await _customers.ListAsync(new CustomerListOptions { Limit = 100 });
        var all = page;
        while (page.Data.Count == 100)
        {
            page = await _customers.ListAsync(new CustomerListOptions { Limit = 100, StartingAfter = page.Last().Id });
            all.Data.AddRange(page.Data);
        }

        foreach (var customer in all)
        {
            await _customers.DeleteAsync(customer.Id);
        }
    }

    private StripeList<Subscription> SubscriptionsOf(string customer) => _subscriptions.List(new SubscriptionListOptions { Customer = customer });

    public List<Price> ActivePrices(string customer)
    {
        var prices = new List<Price>();
        foreach (var subscription in SubscriptionsOf(customer)) // PAY5001
        {
            if (subscription.Status == "active")
            {
                prices.AddRange(subscription.Items.Select(item => item.Price));
            }
        }

        return prices;
    }

    public async Task<string?> Best(string customer)
    {
        var list = await _subscriptions.ListAsync(new SubscriptionListOptions { Customer = customer, Limit = 5 }); // PAY5001
        var best = list?.Data?.OrderByDescending(s => s.Created).FirstOrDefault(s => s.Status != "canceled");
        return best?.Id;
    }

    public async Task<List<Customer>> ByHand()
    {
        var all = new List<Customer>();
        var options = new CustomerListOptions { Limit = 100 };
        while (true)
        {
            var page = await _customers.ListAsync(options);
            all.AddRange(page.Data.Where(c => c.Deleted != true));
            if (!page.HasMore)
            {
                return all;
            }

            options.StartingAfter = page.Data.Last().Id;
        }
    }

    public async Task<Customer?> AutoPaged(string name)
    {
        await foreach (var customer in _customers.ListAutoPagingAsync(new CustomerListOptions()))
        {
            if (customer.Name == name)
            {
                return customer;
            }
        }

        return null;
    }

    /// <summary>The items of a subscription come with it.</summary>
    public string? PriceOf(Subscription subscription) => subscription.Items.Data.FirstOrDefault(i => i.Quantity > 0)?.Price.Id;

    public async Task<bool> CanConnect() => await _customers.ListAsync(new CustomerListOptions { Limit = 1 }) != null;
}

public class ChargesController(ChargeService charges) : Controller
{
    public async Task<IActionResult> Index(string? after) => View(await charges.ListAsync(new ChargeListOptions { Limit = 25, StartingAfter = after }));

    public IActionResult All()
    {
        var list = charges.List(new ChargeListOptions { Limit = 50 });
        ViewBag.Charges = list.Data;
        return View(list.Data.OrderByDescending(c => c.Created).ToList());
    }
}

public class Reports(InvoiceService invoices, PriceService prices, PaymentLinkService links, CustomerService customers)
{
    /// <summary>Leaves out what cannot be shown.</summary>
    public List<string> Downloads(string customer) =>
        invoices.List(new InvoiceListOptions { Customer = customer, Limit = 100 }).Where(invoice => invoice.InvoicePdf != null).Select(invoice => invoice.InvoicePdf).ToList();

    public int Downloadable(string customer) =>
        invoices.List(new InvoiceListOptions { Customer = customer, Limit = 100 }).Where(invoice => invoice.InvoicePdf != null).Count(); // PAY5001

    public void LinkEach()
    {
        foreach (var price in prices.List(new PriceListOptions { Active = true })) // PAY5001
        {
            var options = new PaymentLinkCreateOptions { LineItems = [new() { Price = price.Id, Quantity = 1 }] };
            links.Create(options);
        }
    }

    public Customer? OfTenant(string email, string tenant) =>
        customers.Search(new CustomerSearchOptions { Query = $"email:'{email}' AND metadata['tenant']:'{tenant}'" }).FirstOrDefault();

    public Customer? Guessed(string name, string email) =>
        customers.Search(new CustomerSearchOptions { Query = $"name:'{name}' AND email:'{email}'" }).FirstOrDefault(); // PAY5014
}

public class Catalogue(PriceService prices, InvoiceService invoices, CustomerService customers)
{
    public Price Cheapest(string product) => prices.List(new PriceListOptions { Product = product }).OrderBy(price => price.UnitAmount).First(); // PAY5001

    public Invoice? Newest(string customer) => invoices.List(new InvoiceListOptions { Customer = customer }).OrderByDescending(invoice => invoice.Created).FirstOrDefault();

    public List<Price> Sorted(string product) => prices.List(new PriceListOptions { Product = product }).OrderBy(price => price.UnitAmount).ToList();

    public Customer? ByName(string name)
    {
        var page = customers.List(new CustomerListOptions { Limit = 100 }); // PAY5001
        for (var i = 0; i < page.Data.Count; i++)
        {
            if (page.Data[i].Name == name)
            {
                return page.Data[i];
            }
        }

        return null;
    }
}
