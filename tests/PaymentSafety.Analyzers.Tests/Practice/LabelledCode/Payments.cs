using Microsoft.AspNetCore.Mvc;
using Stripe;
using Stripe.Checkout;

namespace Theatre;

public record PayRequest(long Amount, string Currency, string PaymentMethod, int Quantity, decimal Price);

public record Show(long PriceInCents);

public interface IShows
{
    Task<Show> GetAsync(int id);
    Task MarkAsPaidAsync(int orderId);
    void Save();
}

public class PaymentsController(IShows shows, ILogger<PaymentsController> logger) : Controller
{
    private readonly PaymentIntentService _intents = new();
    private readonly CustomerService _customers = new();

    [HttpPost]
    public async Task<IActionResult> FromTheBrowser([FromBody] PayRequest request)
    {
        try
        {
            var intent = await _intents.CreateAsync(new PaymentIntentCreateOptions
            {
                Amount = request.Amount, // PAY5005
                Currency = request.Currency,
            });
            return Ok(intent.ClientSecret);
        }
        catch (StripeException e) // PAY5006
        {
            return BadRequest(e.Message);
        }
    }

    [HttpPost]
    public PaymentIntentCreateOptions Computed(PayRequest request)
    {
        var total = request.Price * request.Quantity;
        return new PaymentIntentCreateOptions { Amount = (long)decimal.Round(total * 100), Currency = "usd" }; // PAY5005
    }

    [HttpPost]
    public async Task<PaymentIntentCreateOptions> FromTheCatalogue(int id, PayRequest request)
    {
        var show = await shows.GetAsync(id);
        return new PaymentIntentCreateOptions { Amount = show.PriceInCents * request.Quantity, Currency = "usd" };
    }

    [HttpPost]
    public IActionResult Donation(PayRequest request)
    {
        if (request.Amount is < 100 or > 1_000_000)
        {
            return BadRequest();
        }

        _intents.Create(new PaymentIntentCreateOptions { Amount = request.Amount, Currency = "usd" });
        return Ok();
    }

    public async Task<string?> Logged(string id)
    {
        try
        {
            return (await _intents.GetAsync(id)).Status;
        }
        catch (StripeException e)
        {
            logger.LogError(e, "no status");
            return null;
        }
    }

    public async Task<bool> Hidden(string id)
    {
        try
        {
            await _intents.CancelAsync(id);
            return true;
        }
        catch (StripeException) // PAY5006
        {
            return false;
        }
    }

    public async Task<string> Read(string id)
    {
        try
        {
            return (await _intents.GetAsync(id)).Status;
        }
        catch (StripeException e) when (e.StripeError?.Code == "resource_missing")
        {
            return "unknown";
        }
    }

    public async Task<bool> PaidAtOnce(string method)
    {
        await _intents.CreateAsync(new PaymentIntentCreateOptions
        {
            Amount = 1000,
            Currency = "eur",
            PaymentMethod = method,
            Confirm = true, // PAY5009
        });
        await shows.MarkAsPaidAsync(1);
        return true;
    }

    public async Task<bool> PaidWithALook(string method)
    {
        var intent = await _intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1000, Currency = "eur", PaymentMethod = method, Confirm = true });
        return intent.Status == "succeeded";
    }

    public Task<PaymentIntent> HandedOn(string method) =>
        _intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1000, Currency = "eur", PaymentMethod = method, Confirm = true });

    public async Task<bool> Renewal(string method)
    {
        await _intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1000, Currency = "eur", PaymentMethod = method, Confirm = true, OffSession = true });
        return true;
    }

    public async Task All(IEnumerable<string> ids)
    {
        await Task.WhenAll(ids.Select(id => _customers.DeleteAsync(id))); // PAY5007
        await Task.WhenAll(ids.Select(DeleteAsync).ToList()); // PAY5007
        await Parallel.ForEachAsync(ids, async (id, token) => await _customers.DeleteAsync(id, cancellationToken: token)); // PAY5007
        var tasks = new List<Task>();
        foreach (var id in ids)
        {
            tasks.Add(_customers.DeleteAsync(id));
        }

        await Task.WhenAll(tasks); // PAY5007
    }

    public async Task Few(string[] ids)
    {
        await Task.WhenAll(_customers.GetAsync(ids[0]), _customers.GetAsync(ids[1]));
        foreach (var chunk in ids.Chunk(10))
        {
            await Task.WhenAll(chunk.Select(id => _customers.DeleteAsync(id)));
        }

        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, token) => await _customers.DeleteAsync(id, cancellationToken: token));
        await Task.WhenAll(ids.Select(id => Task.Delay(id.Length)));
    }

    private Task DeleteAsync(string id) => _customers.DeleteAsync(id);

    public SessionCreateOptions Checkout(int orderId) => new()
    {
        Mode = "payment",
        SuccessUrl = $"{Request.Scheme}://{Request.Host}/Payments/Success?orderId={orderId}",
        CancelUrl = $"{Request.Scheme}://{Request.Host}/Payments/Cancelled?orderId={orderId}",
    };

    public async Task<IActionResult> Success(int orderId) // PAY5008
    {
        await shows.MarkAsPaidAsync(orderId);
        shows.Save();
        return View();
    }

    public IActionResult Cancelled(int orderId)
    {
        shows.Save();
        return View();
    }
}

public class OrdersController(IShows shows) : Controller
{
    public SessionCreateOptions Checkout() => new()
    {
        Mode = "payment",
        SuccessUrl = Url.Action(nameof(Confirmation), "Orders", null, Request.Scheme) + "?session_id={CHECKOUT_SESSION_ID}",
    };

    public async Task<IActionResult> Confirmation(string session_id, int orderId)
    {
        var session = await new SessionService().GetAsync(session_id);
        if (session.PaymentStatus == "paid")
        {
            await shows.MarkAsPaidAsync(orderId);
        }

        return View();
    }
}
