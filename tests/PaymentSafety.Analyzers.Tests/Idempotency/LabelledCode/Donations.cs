using Stripe;

namespace Charity;

public partial class Donations
{
    private readonly PaymentIntentService _intents = new();
    private readonly Lazy<ProductService> _products = new(() => new ProductService());
    private readonly Func<PaymentIntentService> _factory;
    private readonly Task<Product> _default;

    public Donations(Func<PaymentIntentService> factory)
    {
        _factory = factory;
        _default = _products.Value.CreateAsync(new ProductCreateOptions { Name = "Donation" }); // PAY1001
    }

    public async Task<PaymentIntent> DonateAsync(Guid donation, long cents)
    {
        var intent = await _intents.CreateAsync(new() { Amount = cents, Currency = "sek" }, Keyed(donation));
        OnDonated(intent);
        return intent;
    }

    public Task<PaymentIntent> DonateToAsync(string account, long cents) =>
        _factory().CreateAsync(new() { Amount = cents, Currency = "sek" }, Account(account)); // PAY1001

    public IEnumerable<Task<PaymentIntent>> Split(long cents, string[] accounts)
    {
        foreach (var account in accounts)
        {
            yield return _intents.CreateAsync(new() { Amount = cents / accounts.Length, Currency = "sek" }, Account(account)); // PAY1001
        }
    }

    public async ValueTask<bool> RefundAsync(PaymentIntent intent)
    {
        lock (_keys)
        {
            _keys.Clear();
        }

        using (var scope = new MemoryStream())
        {
            var service = new RefundService();
            var refund = await (service?.CreateAsync(new() { PaymentIntent = intent.Id }) ?? Task.FromResult<Refund>(null!)); // PAY1001
            return refund is { Status: "succeeded" or "pending" };
        }
    }

    public async Task<string> LinkAsync(string price, CancellationToken ct)
    {
        try
        {
            var link = await new PaymentLinkService().CreateAsync(new PaymentLinkCreateOptions { LineItems = [new() { Price = price, Quantity = 1 }] }, null, ct); // PAY1001
            return link.Url;
        }
        finally
        {
            await new ProductService().UpdateAsync(price, new ProductUpdateOptions { Active = true }, cancellationToken: ct); // PAY1002
        }
    }

    public static void Register(IServiceCollection services) =>
        services.AddScoped<PaymentIntentService>()
            .AddScoped(provider => new Func<string, Task<Customer>>(email => provider.GetRequiredService<CustomerService>().CreateAsync(new() { Email = email }))); // PAY1001
}
