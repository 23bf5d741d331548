using Stripe;

namespace ValidCode.Idempotency;

/// <summary>Layers that hand on what they were given: the key is the business of whoever calls them.</summary>
internal class PaymentGateway
{
    private readonly PaymentIntentService _intents;
    private readonly Func<Order, RequestOptions> _requestOptions;

    public PaymentGateway(IStripeClient client, Func<Order, RequestOptions> requestOptions)
    {
        _intents = new PaymentIntentService(client);
        _requestOptions = requestOptions;
    }

    public virtual Task<PaymentIntent> ChargeAsync(
        PaymentIntentCreateOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default) =>
        _intents.CreateAsync(options, requestOptions, cancellationToken);

    public Task<PaymentIntent> CaptureAsync(string id, RequestOptions? requestOptions) =>
        _intents.CaptureAsync(id, null, requestOptions ?? throw new ArgumentNullException(nameof(requestOptions)));

    public Task<PaymentIntent> FromDelegateAsync(Order order) =>
        _intents.CreateAsync(new() { Amount = order.Amount, Currency = order.Currency }, _requestOptions(order));
}

internal abstract class TenantPayments(InvoiceService invoices)
{
    protected abstract RequestOptions RequestOptionsFor(string operation, string id);

    public Task<Invoice> FinalizeAsync(string id, CancellationToken cancellationToken) =>
        invoices.FinalizeInvoiceAsync(id, requestOptions: RequestOptionsFor("finalize", id), cancellationToken: cancellationToken);
}

internal sealed class ConnectedAccountPayments(InvoiceService invoices, string account) : TenantPayments(invoices)
{
    protected override RequestOptions RequestOptionsFor(string operation, string id) =>
        new() { StripeAccount = account, IdempotencyKey = $"{account}:{operation}:{id}" };
}

/// <summary>A command as it lies in a queue, with the key it was put there with.</summary>
internal sealed record PaymentCommand(PaymentIntentCreateOptions Options, RequestOptions RequestOptions)
{
    public Task<PaymentIntent> RunAsync(PaymentIntentService intents) => intents.CreateAsync(Options, RequestOptions);
}

internal sealed class KeyedRequestOptions : RequestOptions
{
    public KeyedRequestOptions(string operation, Guid id) => IdempotencyKey = $"{operation}:{id:N}";
}

internal static class RequestOptionsExtensions
{
    public static RequestOptions For(this RequestOptions requestOptions, string operation, Guid id)
    {
        requestOptions.IdempotencyKey = $"{operation}-{id}";
        return requestOptions;
    }

    public static Task<Refund> RefundAsync(this RefundService refunds, Order order, string account) =>
        refunds.CreateAsync(
            new RefundCreateOptions { PaymentIntent = order.PaymentIntentId },
            new RequestOptions { StripeAccount = account }.For("refund", order.Id));

    public static Task<Customer> RegisterAsync(this CustomerService customers, Guid userId) =>
        customers.CreateAsync(new() { Metadata = new() { ["user"] = userId.ToString() } }, new KeyedRequestOptions("customer", userId));
}
