// references: packages missing
using Harbour.Core.Entities;
using Harbour.Core.Interfaces;
using Microsoft.AspNetCore.Mvc;
using Stripe;

namespace Harbour.Api.Controllers;

[ApiController]
[Route("api/webhooks/stripe")]
public class StripeWebhookController : ControllerBase
{
    private readonly IUnitOfWork _unitOfWork;
    private readonly IEmailSender _emailSender;
    private readonly string _secret;

    public StripeWebhookController(IUnitOfWork unitOfWork, IEmailSender emailSender, IConfiguration configuration)
    {
        _unitOfWork = unitOfWork;
        _emailSender = emailSender;
        _secret = configuration["Stripe:WebhookSecret"];
    }

    [HttpPost]
    public async Task<IActionResult> Index()
    {
        var json = await new StreamReader(HttpContext.Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], _secret);

        switch (stripeEvent.Type)
        {
            case "checkout.session.completed":
                await HandleCheckoutAsync((Stripe.Checkout.Session)stripeEvent.Data.Object, stripeEvent.Id);
                break;
            case "invoice.payment_failed" when stripeEvent.Data.Object is Invoice invoice:
                var order = await _unitOfWork.Repository<Order>().GetBySpecAsync(invoice.Id);
                order.Status = OrderStatus.PaymentFailed;
                await _unitOfWork.Complete();
                break;
            case "charge.dispute.created":
                await FreezeAsync(stripeEvent.Data.Object as Dispute);
                break;
        }

        return Ok();
    }

    private async Task HandleCheckoutAsync(Stripe.Checkout.Session session, string eventId)
    {
        var seller = await _unitOfWork.Repository<Seller>().GetByIdAsync(session.ClientReferenceId);
        await new TransferService().CreateAsync(
            new TransferCreateOptions { Amount = session.AmountTotal, Currency = session.Currency, Destination = seller.StripeAccountId },
            new RequestOptions { IdempotencyKey = $"transfer-{eventId}" });
        await new CustomerService().UpdateAsync(session.CustomerId, new CustomerUpdateOptions { Name = seller.DisplayName }); // PAY1002
        await _emailSender.SendAsync(seller.Email, "You were paid", session.Id);
    }

    private async Task FreezeAsync(Dispute dispute)
    {
        var transfers = new TransferReversalService();
        var order = await _unitOfWork.Repository<Order>().GetBySpecAsync(dispute.PaymentIntentId);
        foreach (var transfer in order.Transfers)
        {
            await transfers.CreateAsync(transfer.StripeId, new TransferReversalCreateOptions { Amount = transfer.Amount }); // PAY1001
        }
    }
}
