using Stripe;

namespace Export;

public class Exporter
{
    private readonly ChargeService _charges = new();
    private readonly CustomerService _customers = new();

    public async Task<List<Charge>> Endless()
    {
        var all = new List<Charge>();
        StripeList<Charge> page;
        do
        {
            page = await _charges.ListAsync(new ChargeListOptions { Limit = 100 }); // PAY5013
            all.AddRange(page.Data);
        }
        while (page.HasMore);
        return all;
    }

    public List<Charge> EndlessFromOutside(string? after)
    {
        var all = new List<Charge>();
        var options = new ChargeListOptions { Limit = 100, StartingAfter = after };
        var hasMore = true;
        while (hasMore)
        {
            var page = _charges.List(options); // PAY5013
            all.AddRange(page);
            hasMore = page.HasMore;
        }

        return all;
    }

    public async Task<int> EndlessWithABreak()
    {
        var count = 0;
        string? last = null;
        while (true)
        {
            var page = await _charges.ListAsync(new ChargeListOptions { StartingAfter = last }); // PAY5013
            count += page.Data.Count;
            if (!page.HasMore)
            {
                break;
            }
        }

        return count;
    }

    public async Task<int> EndlessSearch()
    {
        var count = 0;
        var options = new CustomerSearchOptions { Query = "name:'a'" };
        StripeSearchResult<Customer> result;
        do
        {
            result = await _customers.SearchAsync(options); // PAY5013
            count += result.Data.Count;
        }
        while (result.HasMore);
        return count;
    }

    public async Task<int> Moves()
    {
        var count = 0;
        string? last = null;
        bool more;
        do
        {
            var page = await _charges.ListAsync(new ChargeListOptions { StartingAfter = last });
            count += page.Data.Count;
            last = page.Data.LastOrDefault()?.Id;
            more = page.HasMore;
        }
        while (more);
        return count;
    }

    public async Task<int> MovesTheOptions()
    {
        var count = 0;
        var options = new ChargeListOptions { Limit = 100 };
        var page = await _charges.ListAsync(options);
        while (page.HasMore)
        {
            count += page.Data.Count;
            options.StartingAfter = page.Data[page.Data.Count - 1].Id;
            page = await _charges.ListAsync(options);
        }

        return count + page.Data.Count;
    }

    public async Task<int> MovesByAHelper()
    {
        var count = 0;
        var options = new ChargeListOptions { Limit = 100 };
        StripeList<Charge> page;
        do
        {
            page = await _charges.ListAsync(options);
            count += page.Data.Count;
            Next(options, page);
        }
        while (page.HasMore);
        return count;
    }

    public async Task<int> MovesTheSearch()
    {
        var count = 0;
        var options = new CustomerSearchOptions { Query = "name:'a'" };
        StripeSearchResult<Customer> result;
        do
        {
            result = await _customers.SearchAsync(options);
            count += result.Data.Count;
            options.Page = result.NextPage;
        }
        while (result.HasMore);
        return count;
    }

    public async Task Each(IEnumerable<string> customers)
    {
        foreach (var customer in customers)
        {
            var page = await _charges.ListAsync(new ChargeListOptions { Customer = customer });
            if (page.HasMore)
            {
                Console.WriteLine($"{customer} has more");
            }
        }
    }

    private static void Next(ChargeListOptions options, StripeList<Charge> page) => options.StartingAfter = page.Last().Id;
}

public class Sweeper(CustomerService customers, ChargeService charges)
{
    /// <summary>What is deleted is gone from the first page.</summary>
    public void DeleteAll()
    {
        StripeList<Customer> page;
        do
        {
            page = customers.List(new CustomerListOptions { Limit = 100 });
            foreach (var customer in page)
            {
                customers.Delete(customer.Id);
            }
        }
        while (page.HasMore);
    }

    public List<Charge> ByTime(DateTime since)
    {
        var all = new List<Charge>();
        var options = new ChargeListOptions { Created = new DateRangeOptions { GreaterThan = since } };
        StripeList<Charge> page;
        do
        {
            page = charges.List(options);
            all.AddRange(page.Data);
            options.Created = new DateRangeOptions { GreaterThan = since, LessThan = page.Data[^1].Created };
        }
        while (page.HasMore);
        return all;
    }

    public List<Charge> WindowThatStandsStill(DateTime since)
    {
        var all = new List<Charge>();
        var hasMore = true;
        while (hasMore)
        {
            var page = charges.List(new ChargeListOptions { Created = new DateRangeOptions { GreaterThan = since } }); // PAY5013
            all.AddRange(page.Data);
            hasMore = page.HasMore;
        }

        return all;
    }
}
