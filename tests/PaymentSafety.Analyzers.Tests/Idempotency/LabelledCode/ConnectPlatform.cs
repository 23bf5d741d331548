using Stripe;

namespace Marketplace.Stripe_Connect;

public interface ITenant
{
    string Id { get; }

    string? StripeAccountId { get; }
}

public sealed class ConnectPlatform(IStripeClient client, ITenant tenant)
{
    private readonly PaymentIntentService _intents = new(client);
    private readonly RequestOptions _platform = new();

    private RequestOptions Connected => new() { StripeAccount = tenant.StripeAccountId };

    public Task<PaymentIntent> DirectChargeAsync(PaymentIntentCreateOptions options) =>
        _intents.CreateAsync(options, Connected); // PAY1001

    public Task<PaymentIntent> DirectChargeAsync(PaymentIntentCreateOptions options, string orderId) =>
        _intents.CreateAsync(options, For(tenant, $"charge-{orderId}"));

    public Task<PaymentIntent> DirectChargeForAsync(ITenant other, PaymentIntentCreateOptions options) =>
        _intents.CreateAsync(options, For(other)); // PAY1001

    public Task<PaymentIntent> EitherAsync(PaymentIntentCreateOptions options, bool direct) =>
        _intents.CreateAsync(options, direct ? Connected : null); // PAY1001

    public Task<PaymentIntent> EitherKeyedAsync(PaymentIntentCreateOptions options, bool direct, string key) =>
        _intents.CreateAsync(options, direct ? For(tenant, key) : new RequestOptions { IdempotencyKey = key });

    public Task<Account> OnboardAsync(string email, string country) =>
        new AccountService(client).CreateAsync(new AccountCreateOptions { Type = "express", Email = email, Country = country }); // PAY1001

    public async Task<string> OnboardingUrlAsync(string account)
    {
        var link = await new AccountLinkService(client).CreateAsync(new AccountLinkCreateOptions // PAY1001
        {
            Account = account,
            Type = "account_onboarding",
        });
        return link.Url;
    }

    public Task<LoginLink> DashboardAsync(string account) => new AccountLoginLinkService(client).CreateAsync(account); // PAY1001

    public async Task SettleAsync(IEnumerable<Sale> sales)
    {
        var transfers = new TransferService(client);
        foreach (var sale in sales)
        {
            await transfers.CreateAsync(
                new TransferCreateOptions { Amount = sale.Net, Currency = sale.Currency, Destination = tenant.StripeAccountId, TransferGroup = sale.Id },
                new RequestOptions { IdempotencyKey = "settle:" + sale.Id });
        }
    }

    public async Task SettleUnkeyedAsync(IEnumerable<Sale> sales)
    {
        var transfers = new TransferService(client);
        var options = new RequestOptions { StripeAccount = tenant.StripeAccountId };
        await Task.WhenAll(sales.Select(sale =>
            transfers.CreateAsync(new TransferCreateOptions { Amount = sale.Net, Currency = sale.Currency }, options))); // PAY1001
    }

    public Task<ApplicationFeeRefund> ReturnFeeAsync(string fee, long amount) =>
        new ApplicationFeeRefundService(client).CreateAsync(fee, new ApplicationFeeRefundCreateOptions { Amount = amount }); // PAY1001

    public Task<Payout> PayOutAsync(long amount, Guid payoutId)
    {
        var requestOptions = Connected;
        requestOptions.IdempotencyKey = payoutId.ToString();
        return new PayoutService(client).CreateAsync(new PayoutCreateOptions { Amount = amount, Currency = "eur" }, requestOptions);
    }

    public Task<Balance> BalanceAsync() => new BalanceService(client).GetAsync(Connected);

    public Task<Account> RejectAsync(string account) =>
        new AccountService(client).RejectAsync(account, new AccountRejectOptions { Reason = "fraud" }, _platform);

    public Task<Customer> CloneCustomerAsync(Customer customer) =>
        new CustomerService(client).CreateAsync(new CustomerCreateOptions { Email = customer.Email }, WithContext(new RequestOptions { StripeAccount = tenant.StripeAccountId })); // PAY1001

    private static RequestOptions For(ITenant tenant, string? key = null)
    {
        var options = new RequestOptions { StripeAccount = tenant.StripeAccountId };
        if (key is not null)
        {
            options.IdempotencyKey = key;
        }

        return options;
    }

    private static RequestOptions WithContext(RequestOptions options)
    {
        options.StripeContext = "ctx";
        return options;
    }
}

public sealed record Sale(string Id, long Net, string Currency);
