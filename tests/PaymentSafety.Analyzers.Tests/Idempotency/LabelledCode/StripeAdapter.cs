#nullable disable
using Stripe;

namespace Vault.Core.Billing;

public interface IStripeAdapter
{
    Task<Customer> CustomerCreateAsync(CustomerCreateOptions options);
    Task<Customer> CustomerGetAsync(string id, CustomerGetOptions options = null);
    Task<Customer> CustomerUpdateAsync(string id, CustomerUpdateOptions options = null);
    Task<Customer> CustomerDeleteAsync(string id);
    Task<Subscription> SubscriptionCreateAsync(SubscriptionCreateOptions options);
    Task<Subscription> SubscriptionUpdateAsync(string id, SubscriptionUpdateOptions options = null);
    Task<Subscription> SubscriptionCancelAsync(string id, SubscriptionCancelOptions options = null);
    Task<Invoice> InvoicePayAsync(string id, InvoicePayOptions options, RequestOptions requestOptions = null);
    Task<Invoice> InvoiceCreatePreviewAsync(InvoiceCreatePreviewOptions options);
    Task<Invoice> InvoiceFinalizeInvoiceAsync(string id, InvoiceFinalizeOptions options);
    Task<Invoice> InvoiceSendInvoiceAsync(string id, InvoiceSendOptions options);
    Task<PaymentMethod> PaymentMethodAttachAsync(string id, PaymentMethodAttachOptions options = null);
    Task<PaymentMethod> PaymentMethodDetachAsync(string id, PaymentMethodDetachOptions options = null);
    IAsyncEnumerable<PaymentMethod> PaymentMethodListAutoPagingAsync(PaymentMethodListOptions options);
    Task<Refund> RefundCreateAsync(RefundCreateOptions options, string idempotencyKey);
}

public class StripeAdapter : IStripeAdapter
{
    private readonly CustomerService _customerService;
    private readonly SubscriptionService _subscriptionService;
    private readonly InvoiceService _invoiceService;
    private readonly PaymentMethodService _paymentMethodService;
    private readonly RefundService _refundService;

    public StripeAdapter()
    {
        _customerService = new CustomerService();
        _subscriptionService = new SubscriptionService();
        _invoiceService = new InvoiceService();
        _paymentMethodService = new PaymentMethodService();
        _refundService = new RefundService();
    }

    public Task<Customer> CustomerCreateAsync(CustomerCreateOptions options) => _customerService.CreateAsync(options); // PAY1001

    public Task<Customer> CustomerGetAsync(string id, CustomerGetOptions options = null) => _customerService.GetAsync(id, options);

    public Task<Customer> CustomerUpdateAsync(string id, CustomerUpdateOptions options = null)
    {
        return _customerService.UpdateAsync(id, options); // PAY1002
    }

    public Task<Customer> CustomerDeleteAsync(string id) => _customerService.DeleteAsync(id);

    public Task<Subscription> SubscriptionCreateAsync(SubscriptionCreateOptions options) =>
        _subscriptionService.CreateAsync(options); // PAY1001

    public Task<Subscription> SubscriptionUpdateAsync(string id, SubscriptionUpdateOptions options = null) =>
        _subscriptionService.UpdateAsync(id, options, default); // PAY1002

    public Task<Subscription> SubscriptionCancelAsync(string id, SubscriptionCancelOptions options = null) =>
        _subscriptionService.CancelAsync(id, options);

    public Task<Invoice> InvoicePayAsync(string id, InvoicePayOptions options, RequestOptions requestOptions = null) =>
        _invoiceService.PayAsync(id, options, requestOptions);

    public Task<Invoice> InvoiceCreatePreviewAsync(InvoiceCreatePreviewOptions options) => _invoiceService.CreatePreviewAsync(options);

    public Task<Invoice> InvoiceFinalizeInvoiceAsync(string id, InvoiceFinalizeOptions options) =>
        _invoiceService.FinalizeInvoiceAsync(id, options); // PAY1001

    public Task<Invoice> InvoiceSendInvoiceAsync(string id, InvoiceSendOptions options) =>
        _invoiceService.SendInvoiceAsync(id, options); // PAY1001

    public Task<PaymentMethod> PaymentMethodAttachAsync(string id, PaymentMethodAttachOptions options = null) =>
        _paymentMethodService.AttachAsync(id, options); // PAY1001

    public Task<PaymentMethod> PaymentMethodDetachAsync(string id, PaymentMethodDetachOptions options = null) =>
        _paymentMethodService.DetachAsync(id, options); // PAY1001

    public IAsyncEnumerable<PaymentMethod> PaymentMethodListAutoPagingAsync(PaymentMethodListOptions options) =>
        _paymentMethodService.ListAutoPagingAsync(options);

    public Task<Refund> RefundCreateAsync(RefundCreateOptions options, string idempotencyKey) =>
        _refundService.CreateAsync(options, string.IsNullOrEmpty(idempotencyKey) ? null : new RequestOptions { IdempotencyKey = idempotencyKey });
}

public class PaymentService
{
    private readonly IStripeAdapter _stripeAdapter;
    private readonly Random _jitter = new();

    public PaymentService(IStripeAdapter stripeAdapter) => _stripeAdapter = stripeAdapter;

    // The adapter's calls are reported where they reach Stripe, not here again.
    public async Task<string> PurchaseAsync(string email, string priceId)
    {
        var customer = await _stripeAdapter.CustomerCreateAsync(new CustomerCreateOptions { Email = email });
        var subscription = await _stripeAdapter.SubscriptionCreateAsync(new SubscriptionCreateOptions
        {
            Customer = customer.Id,
            Items = [new SubscriptionItemOptions { Price = priceId }],
        });
        await _stripeAdapter.InvoicePayAsync(subscription.LatestInvoiceId, new InvoicePayOptions());
        return subscription.Id;
    }
}
