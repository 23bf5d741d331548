// references: packages missing
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Stripe;
using Orders.Application.Common;

namespace Orders.Application.Payments;

public record PayOrderCommand(Guid OrderId, string PaymentMethodId) : IRequest<ErrorOr<string>>;

public class PayOrderHandler : IRequestHandler<PayOrderCommand, ErrorOr<string>>
{
    private readonly IOrdersDbContext _context;
    private readonly PaymentIntentService _intents;
    private readonly CustomerService _customers;

    public PayOrderHandler(IOrdersDbContext context, PaymentIntentService intents, CustomerService customers)
        => (_context, _intents, _customers) = (context, intents, customers);

    public async Task<ErrorOr<string>> Handle(PayOrderCommand request, CancellationToken cancellationToken)
    {
        var order = await _context.Orders.Include(o => o.Buyer).SingleOrDefaultAsync(o => o.Id == request.OrderId, cancellationToken);
        if (order is null)
        {
            return Error.NotFound();
        }

        if (order.Buyer.StripeId is null)
        {
            var customer = await _customers.CreateAsync(new CustomerCreateOptions { Email = order.Buyer.Email }, cancellationToken: cancellationToken); // PAY1001
            order.Buyer.StripeId = customer.Id;
        }

        order.IdempotencyKey ??= Guid.NewGuid().ToString();
        await _context.SaveChangesAsync(cancellationToken);

        var intent = await _intents.CreateAsync(
            new PaymentIntentCreateOptions { Amount = order.Total.Cents, Currency = order.Total.Currency, Customer = order.Buyer.StripeId },
            new RequestOptions { IdempotencyKey = order.IdempotencyKey },
            cancellationToken);

        var strategy = _context.Database.CreateExecutionStrategy();
        await strategy.ExecuteAsync(async () =>
        {
            await using var transaction = await _context.Database.BeginTransactionAsync(cancellationToken);
            await _intents.ConfirmAsync(intent.Id, new PaymentIntentConfirmOptions { PaymentMethod = request.PaymentMethodId }, cancellationToken: cancellationToken); // PAY1009
            await transaction.CommitAsync(cancellationToken);
        });

        return intent.ClientSecret;
    }
}

public class OutboxKeyHandler : IRequestHandler<RefundOrderCommand>
{
    private readonly IOrdersDbContext _context;
    private readonly RefundService _refunds;

    public OutboxKeyHandler(IOrdersDbContext context, RefundService refunds) => (_context, _refunds) = (context, refunds);

    public async Task Handle(RefundOrderCommand request, CancellationToken cancellationToken)
    {
        var entry = new OutboxEntry { Id = Guid.NewGuid(), OrderId = request.OrderId };
        _context.Outbox.Add(entry);
        await _context.SaveChangesAsync(cancellationToken);
        await _refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = request.IntentId }, new RequestOptions { IdempotencyKey = entry.Id.ToString() }, cancellationToken);
    }
}
