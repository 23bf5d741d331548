// references: packages missing
using Hangfire;
using Stripe;

namespace Gym.Billing.Jobs;

public class MonthlyBillingJob
{
    private readonly BillingContext _db;
    private readonly InvoiceService _invoices;
    private readonly InvoiceItemService _items;

    public MonthlyBillingJob(BillingContext db, InvoiceService invoices, InvoiceItemService items)
    {
        _db = db;
        _invoices = invoices;
        _items = items;
    }

    [AutomaticRetry(Attempts = 5, OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    public async Task ChargeMemberAsync(int memberId, CancellationToken cancellationToken)
    {
        var member = await _db.Members.FindAsync(memberId);
        await _items.CreateAsync(new InvoiceItemCreateOptions { Customer = member.StripeCustomerId, Amount = member.Fee, Currency = "aud" }, cancellationToken: cancellationToken); // PAY1009
        var invoice = await _invoices.CreateAsync(new InvoiceCreateOptions { Customer = member.StripeCustomerId }, Key($"invoice-{member.Contract.Id}-{DateTime.UtcNow:yyyy-MM}"), cancellationToken);
        await _invoices.PayAsync(invoice.Id, new InvoicePayOptions(), new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() }, cancellationToken); // PAY1009
    }

    [AutomaticRetry(Attempts = 0)]
    public Task SendReminderAsync(string invoiceId) => _invoices.SendInvoiceAsync(invoiceId); // PAY1001

    public async Task RefundAsync(string paymentIntentId)
    {
        await new RefundService().CreateAsync(new RefundCreateOptions { PaymentIntent = paymentIntentId }); // PAY1009
    }

    public Task PauseAsync(string subscriptionId) =>
        new SubscriptionService().UpdateAsync(subscriptionId, new SubscriptionUpdateOptions { CancelAtPeriodEnd = true }); // PAY1002

    private static RequestOptions Key(string key) => new() { IdempotencyKey = key };
}

public class BillingScheduler
{
    private readonly IBackgroundJobClient _jobs;

    public BillingScheduler(IBackgroundJobClient jobs) => _jobs = jobs;

    public void Schedule(string paymentIntentId, string subscriptionId)
    {
        _jobs.Enqueue<MonthlyBillingJob>(job => job.RefundAsync(paymentIntentId));
        RecurringJob.AddOrUpdate<MonthlyBillingJob>("pause", job => job.PauseAsync(subscriptionId), Cron.Daily);
        BackgroundJob.Enqueue(() => CreateCouponAsync("spring"));
    }

    public async Task CreateCouponAsync(string name)
    {
        var coupons = new CouponService();
        await coupons.CreateAsync(new CouponCreateOptions { Name = name, PercentOff = 10, Duration = "once" }); // PAY1009
    }

    public Task CreatePromotionAsync(string coupon) =>
        new PromotionCodeService().CreateAsync(new PromotionCodeCreateOptions { Code = coupon }, new() { IdempotencyKey = "promotion-" + coupon });
}
