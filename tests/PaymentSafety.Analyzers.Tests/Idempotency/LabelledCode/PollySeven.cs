// references: packages missing
using Polly;
using Polly.Retry;
using Polly.Wrap;
using Stripe;

namespace Travel.Payments;

public class BookingPayments
{
    private static readonly AsyncRetryPolicy StripeRetry = Policy
        .Handle<HttpRequestException>()
        .Or<StripeException>(e => e.HttpStatusCode >= System.Net.HttpStatusCode.InternalServerError)
        .WaitAndRetryAsync(3, attempt => TimeSpan.FromSeconds(Math.Pow(2, attempt)));

    private readonly IAsyncPolicy _policy;
    private readonly AsyncPolicyWrap<PaymentIntent> _wrap;
    private readonly AsyncPolicy _timeout = Policy.TimeoutAsync(TimeSpan.FromSeconds(10));
    private readonly PaymentIntentService _intents;
    private readonly RefundService _refunds;

    public BookingPayments(IAsyncPolicy policy, AsyncPolicyWrap<PaymentIntent> wrap, PaymentIntentService intents, RefundService refunds)
    {
        _policy = policy;
        _wrap = wrap;
        _intents = intents;
        _refunds = refunds;
    }

    public Task<PaymentIntent> PayAsync(Booking booking) =>
        StripeRetry.ExecuteAsync(() => _intents.CreateAsync(new PaymentIntentCreateOptions { Amount = booking.Cents, Currency = "eur" })); // PAY1009

    public async Task<PaymentIntent> PayKeyedAsync(Booking booking)
    {
        return await StripeRetry.ExecuteAsync(async () =>
            await _intents.CreateAsync(
                new PaymentIntentCreateOptions { Amount = booking.Cents, Currency = "eur" },
                new RequestOptions { IdempotencyKey = $"booking-{booking.Id}" }));
    }

    public async Task<Refund> RefundAsync(string paymentIntentId)
    {
        var result = await _policy.ExecuteAndCaptureAsync(async ct =>
        {
            var options = new RefundCreateOptions { PaymentIntent = paymentIntentId };
            return await _refunds.CreateAsync(options, cancellationToken: ct); // PAY1009
        }, CancellationToken.None);
        return result.Result;
    }

    public Task<Refund> RefundOnceAsync(string paymentIntentId)
    {
        var key = Guid.NewGuid().ToString("N");
        return _policy.ExecuteAsync(() => _refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = paymentIntentId }, new RequestOptions { IdempotencyKey = key }));
    }

    public Task<Refund> RefundFreshAsync(string paymentIntentId) =>
        _policy.ExecuteAsync(() =>
        {
            var key = Guid.NewGuid().ToString("N");
            return _refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = paymentIntentId }, new RequestOptions { IdempotencyKey = key }); // PAY1009
        });

    public Task<PaymentIntent> CaptureAsync(string id) => _wrap.ExecuteAsync(() => _intents.CaptureAsync(id)); // PAY1009

    public Task<PaymentIntent> CancelAsync(string id) => _timeout.ExecuteAsync(() => _intents.CancelAsync(id)); // PAY1001

    public Task<PaymentIntent> ReadAsync(string id) => StripeRetry.ExecuteAsync(() => _intents.GetAsync(id));

    public async Task<Customer> CustomerAsync(string email)
    {
        var retry = Policy.Handle<Exception>().RetryAsync(2);
        return await retry.ExecuteAsync(() => AddCustomerAsync(email));
    }

    private async Task<Customer> AddCustomerAsync(string email)
    {
        var customers = new CustomerService();
        return await customers.CreateAsync(new CustomerCreateOptions { Email = email }); // PAY1009
    }
}

public class Booking
{
    public Guid Id { get; set; }

    public long Cents { get; set; }
}
