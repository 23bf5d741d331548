using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Stripe;
using Stripe.Checkout;

namespace Bakery.Web;

/// <summary>A Razor page and a Blazor component of one shop.</summary>
public class OrderModel : PageModel
{
    private readonly SessionService _sessions;

    public OrderModel(SessionService sessions) => _sessions = sessions;

    [BindProperty]
    public string ProductId { get; set; } = "";

    [BindProperty]
    public string? OrderNumber { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var session = await _sessions.CreateAsync( // PAY1001
            new SessionCreateOptions
            {
                LineItems = [new() { Price = ProductId, Quantity = 1 }],
                Mode = "payment",
                SuccessUrl = Url.PageLink("/Thanks"),
            },
            new RequestOptions
            {
                ApiKey = HttpContext.RequestServices.GetRequiredService<IConfiguration>()["Stripe:Key"],
            });
        return Redirect(session.Url);
    }

    public async Task<IActionResult> OnPostReserveAsync()
    {
        var requestOptions = new RequestOptions { IdempotencyKey = OrderNumber };
        var session = await _sessions.CreateAsync(new SessionCreateOptions { Mode = "payment" }, requestOptions);
        return Redirect(session.Url);
    }
}

public partial class DonateButton : ComponentBase
{
    [Inject]
    private PaymentIntentService Intents { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Parameter]
    public long Cents { get; set; }

    private readonly string _formId = Guid.NewGuid().ToString("N");

    private string? Error { get; set; }

    private bool Busy { get; set; }

    // One key for one rendered form: a second click sends it again.
    private async Task DonateOnceAsync() =>
        await Intents.CreateAsync(new() { Amount = Cents, Currency = "usd" }, new() { IdempotencyKey = _formId });
}

public partial class DonateButton
{
    private async Task DonateAsync()
    {
        if (Busy)
        {
            return;
        }

        Busy = true;
        try
        {
            var intent = await Intents.CreateAsync(new PaymentIntentCreateOptions { Amount = Cents, Currency = "usd" }); // PAY1001
            Navigation.NavigateTo($"/thanks/{intent.Id}");
        }
        catch (StripeException e)
        {
            Error = e.StripeError?.Message;
        }
        finally
        {
            Busy = false;
            StateHasChanged();
        }
    }
}
