// references: packages missing
// Code as it stands in an editor: names that do not exist yet, statements without an end.
using Stripe;
using Stripe.Checkout;
using Acme.Domain;
using Acme.Infrastructure;

namespace Acme.Payments;

public class HalfTyped : AcmeServiceBase<Payment>, IPaymentGateway
{
    private readonly IOptionsMonitor<AcmeSettings> _settings;
    private readonly PaymentIntentService _intents;
    private readonly IUnknownLogger<HalfTyped> _logger;

    public HalfTyped(IOptionsMonitor<AcmeSettings> settings, IUnknownLogger<HalfTyped> logger) : base(logger)
    {
        _settings = settings;
        _logger = logger;
        _intents = new PaymentIntentService(new StripeClient(settings.CurrentValue.Key, factory.CreateClient()));
    }

    // An argument of a type that is not there.
    public async Task<Result<PaymentIntent>> PayAsync(PaymentRequest request)
    {
        var options = Mapper.ToOptions(request);
        var intent = await _intents.CreateAsync(options); // PAY1001
        return Result.Ok(intent);
    }

    public Task<PaymentIntent> PayAsync(AcmePayment payment) =>
        _intents.CreateAsync(payment.ToCreateOptions(), new RequestOptions { StripeAccount = payment.Seller.Account }); // PAY1001

    public Task<PaymentIntent> PayKeyedAsync(AcmePayment payment) =>
        _intents.CreateAsync(payment.ToCreateOptions(), new RequestOptions { IdempotencyKey = payment.Id });

    public Task<PaymentIntent> PayGivenAsync(AcmePayment payment, AcmeContext context) =>
        _intents.CreateAsync(payment.ToCreateOptions(), context.RequestOptions);

    public Task<PaymentIntent> PayGivenTokenAsync(AcmePayment payment, AcmeContext context) =>
        _intents.CreateAsync(payment.ToCreateOptions(), cancellationToken: context.Aborted); // PAY1001

    public Task<PaymentIntent> PayNullAsync(AcmePayment payment, AcmeContext context) =>
        _intents.CreateAsync(payment.ToCreateOptions(), null, context.Aborted); // PAY1001

    public Task<PaymentIntent> PayFreshAsync(AcmePayment payment) =>
        _intents.CreateAsync(payment.ToCreateOptions(), new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() }); // PAY1003

    // An initialiser that names what the type does not have.
    public Session Checkout(Cart cart)
    {
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            LineItems = cart.Lines.Select(line => new SessionLineItemOptions { Quantity = line.Count, Colour = line.Colour }).ToList(),
            SuccessUri = _settings.CurrentValue.SuccessUrl,
        };
        return new SessionService(_client).Create(options); // PAY1001
    }

    // Too many arguments, and one of the wrong type.
    public Task<Refund> RefundAsync(string id) => new RefundService().CreateAsync(id, 100, true); // PAY1001

    public Task<PaymentIntent> ConfirmAsync(PaymentReference reference) => _intents.ConfirmAsync(reference.IntentId); // PAY1001

    public Task<PaymentIntent> ReadAsync(PaymentReference reference) => _intents.GetAsync(reference.IntentId);

    public async Task<object> RetryAsync(AcmePayment payment)
    {
        return await ResilientHttp.Instance.ExecuteWithRetryAsync(async () =>
        {
            var created = await _intents.CreateAsync(payment.ToCreateOptions()); // PAY1009
            _logger.Created(created.Id);
            return created;
        });
    }

    public async Task<object> StoredAsync(AcmePayment payment)
    {
        payment.StripeKey = Guid.NewGuid().ToString();
        await Repository.SaveAsync(payment);
        return await _intents.CreateAsync(payment.ToCreateOptions(), new RequestOptions { IdempotencyKey = payment.StripeKey });
    }

    public async Task<object> EnsuredAsync(AcmePayment payment)
    {
        var key = await Keys.GetOrCreateAsync(payment.Id);
        return await _intents.CreateAsync(payment.ToCreateOptions(), new RequestOptions { IdempotencyKey = key });
    }

    public async Task<object> DerivedAsync(AcmePayment payment) =>
        await _intents.CreateAsync(payment.ToCreateOptions(), new RequestOptions { IdempotencyKey = $"pay-{payment.Id}-{payment.Version}" });

    // The adapter's type is not there: nobody knows what it sends.
    public Task<PaymentIntent> AdapterAsync(IAcmeStripe adapter, AcmePayment payment) => adapter.CreateAsync(payment);

    public async Task ForgottenAsync(AcmePayment payment)
    {
        foreach (var line in payment.Lines)
        {
            var item = await new InvoiceItemService().CreateAsync(new InvoiceItemCreateOptions { Customer = payment.Customer, Amount = line.Total, Currency = "usd" }); // PAY1001
            line.StripeId = item.Id
        }

        await _intents.CaptureAsync(payment.IntentId, // PAY1001
    }
}
