// references: packages missing
using MassTransit;
using NServiceBus;
using Stripe;
using Shop.Contracts;

namespace Shop.Payments.Consumers;

public class OrderSubmittedConsumer : IConsumer<OrderSubmitted>
{
    private readonly PaymentIntentService _paymentIntents;

    public OrderSubmittedConsumer(IStripeClient client) => _paymentIntents = new PaymentIntentService(client);

    public async Task Consume(ConsumeContext<OrderSubmitted> context)
    {
        var intent = await _paymentIntents.CreateAsync(new PaymentIntentCreateOptions // PAY1009
        {
            Amount = context.Message.Amount,
            Currency = context.Message.Currency,
            Customer = context.Message.CustomerId,
            Confirm = true,
            OffSession = true,
        });

        await context.Publish(new PaymentTaken(context.Message.OrderId, intent.Id));
    }
}

public class OrderCancelledConsumer(RefundService refunds, ILogger<OrderCancelledConsumer> logger) : IConsumer<OrderCancelled>
{
    public async Task Consume(ConsumeContext<OrderCancelled> context)
    {
        logger.LogInformation("Refunding {Order}", context.Message.OrderId);
        await refunds.CreateAsync(
            new RefundCreateOptions { PaymentIntent = context.Message.PaymentIntentId },
            new RequestOptions { IdempotencyKey = $"refund:{context.Message.OrderId}" },
            context.CancellationToken);
    }
}

public class DepositConsumer : IConsumer<DepositRequested>
{
    public Task Consume(ConsumeContext<DepositRequested> context) => TakeAsync(context.Message, context.CancellationToken);

    private static Task<PaymentIntent> TakeAsync(DepositRequested message, CancellationToken token)
    {
        var requestOptions = new RequestOptions { IdempotencyKey = $"{message.OrderId}-{Guid.NewGuid()}" };
        return new PaymentIntentService().CreateAsync(new PaymentIntentCreateOptions { Amount = message.Amount, Currency = "usd" }, requestOptions, token); // PAY1009
    }
}

public class CapturePaymentHandler : IHandleMessages<CapturePayment>
{
    public async Task Handle(CapturePayment message, IMessageHandlerContext context)
    {
        var service = new PaymentIntentService();
        await service.CaptureAsync(message.PaymentIntentId, new PaymentIntentCaptureOptions { AmountToCapture = message.Amount }); // PAY1009
        await context.Reply(new PaymentCaptured { PaymentIntentId = message.PaymentIntentId });
    }
}

public class CapturePaymentKeyedHandler : IHandleMessages<CaptureLater>
{
    public Task Handle(CaptureLater message, IMessageHandlerContext context) =>
        new PaymentIntentService().CaptureAsync(message.PaymentIntentId, null, new RequestOptions { IdempotencyKey = context.MessageId });
}
