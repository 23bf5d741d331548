using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Stripe;
using Stripe.Checkout;

namespace Harbour.Web.Controllers;

public class StripeSettings
{
    public string SecretKey { get; set; } = "";
    public string PublishableKey { get; set; } = "";
}

public class CartItem
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public decimal Price { get; set; }
    public int Quantity { get; set; }
}

public class Basket
{
    public string BasketId { get; set; } = "";
    public string? PaymentIntentId { get; set; }
    public string? ClientSecret { get; set; }
    public List<CartItem> Items { get; set; } = new();
}

[Authorize]
[Route("checkout")]
public class CheckoutController : Controller
{
    private readonly StripeSettings _settings;
    private readonly ILogger<CheckoutController> _logger;

    public CheckoutController(IOptions<StripeSettings> settings, ILogger<CheckoutController> logger)
    {
        _settings = settings.Value;
        _logger = logger;
        StripeConfiguration.ApiKey = _settings.SecretKey;
    }

    [HttpPost("create-session")]
    public ActionResult CreateSession([FromForm] List<CartItem> items)
    {
        var domain = $"{Request.Scheme}://{Request.Host}";
        var options = new SessionCreateOptions
        {
            LineItems = items.Select(i => new SessionLineItemOptions
            {
                PriceData = new SessionLineItemPriceDataOptions
                {
                    UnitAmount = (long)(i.Price * 100),
                    Currency = "usd",
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = i.Name },
                },
                Quantity = i.Quantity,
            }).ToList(),
            Mode = "payment",
            SuccessUrl = domain + "/checkout/success?session_id={CHECKOUT_SESSION_ID}",
            CancelUrl = domain + "/checkout/cancel",
        };

        var service = new SessionService();
        Session session = service.Create(options); // PAY1001

        Response.Headers.Append("Location", session.Url);
        return new StatusCodeResult(303);
    }

    [HttpGet("success")]
    public async Task<IActionResult> Success([FromQuery(Name = "session_id")] string sessionId)
    {
        var sessionService = new SessionService();
        var session = await sessionService.GetAsync(sessionId, new SessionGetOptions { Expand = new List<string> { "line_items" } });
        return session.PaymentStatus == "paid" ? View("Success", session) : RedirectToAction("Index", "Cart");
    }

    [HttpPost("basket/{basketId}")]
    public async Task<ActionResult<Basket>> CreateOrUpdatePaymentIntent(string basketId, [FromBody] Basket basket)
    {
        var service = new PaymentIntentService();
        PaymentIntent intent;

        if (string.IsNullOrEmpty(basket.PaymentIntentId))
        {
            var options = new PaymentIntentCreateOptions
            {
                Amount = (long)basket.Items.Sum(i => i.Quantity * (i.Price * 100)),
                Currency = "usd",
                PaymentMethodTypes = new List<string> { "card" },
            };
            intent = await service.CreateAsync(options); // PAY1001
            basket.PaymentIntentId = intent.Id;
            basket.ClientSecret = intent.ClientSecret;
        }
        else
        {
            var options = new PaymentIntentUpdateOptions { Amount = (long)basket.Items.Sum(i => i.Quantity * (i.Price * 100)) };
            await service.UpdateAsync(basket.PaymentIntentId, options); // PAY1002
        }

        return Ok(basket);
    }

    [HttpPost("orders/{orderId:int}/pay")]
    public async Task<IActionResult> Pay(int orderId, [FromBody] Basket basket, CancellationToken cancellationToken)
    {
        try
        {
            var intent = await new PaymentIntentService().CreateAsync(
                new PaymentIntentCreateOptions { Amount = 1200, Currency = "usd", Metadata = new() { ["order"] = orderId.ToString() } },
                new RequestOptions { IdempotencyKey = $"order-{orderId}-payment" },
                cancellationToken);
            return Json(new { intent.ClientSecret });
        }
        catch (StripeException e)
        {
            _logger.LogError("Stripe said {Code}", e.StripeError?.Code);
            return BadRequest();
        }
    }

    [HttpPost("orders/{orderId:int}/refund")]
    public async Task<IActionResult> Refund(int orderId, string paymentIntentId)
    {
        var refund = await new RefundService()
            .CreateAsync(new RefundCreateOptions { PaymentIntent = paymentIntentId, Reason = RefundReasons.RequestedByCustomer }); // PAY1001

        if (refund.Status == "succeeded")
        {
            TempData["Message"] = $"Order {orderId} was refunded.";
        }

        return RedirectToAction(nameof(Refund), new { orderId });
    }

    [HttpPost("portal")]
    public async Task<IActionResult> Portal(string customerId)
    {
        var portal = new Stripe.BillingPortal.SessionService();
        var session = await portal.CreateAsync(new Stripe.BillingPortal.SessionCreateOptions // PAY1001
        {
            Customer = customerId,
            ReturnUrl = Url.Action("Index", "Account", null, Request.Scheme),
        });
        return Redirect(session.Url);
    }
}
