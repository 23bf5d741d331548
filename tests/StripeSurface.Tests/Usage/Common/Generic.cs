using Stripe;

namespace StripeSurface.Tests.Usage;

internal static class Generic
{
    public static Task<TEntity> CreateOnceAsync<TEntity, TOptions>(ICreatable<TEntity, TOptions> service, TOptions options, string key)
        where TEntity : IStripeEntity
        where TOptions : BaseOptions, new() =>
        service.CreateAsync(options, new RequestOptions { IdempotencyKey = key });

    public static IAsyncEnumerable<TEntity> All<TEntity, TOptions>(IListable<TEntity, TOptions> service)
        where TEntity : IStripeEntity, IHasId
        where TOptions : ListOptions, new() =>
        service.ListAutoPagingAsync(new TOptions { Limit = 100 });

    public static async Task MixAsync()
    {
        ICreatable<Customer, CustomerCreateOptions> customers = new CustomerService();
        IRetrievable<Invoice, InvoiceGetOptions> invoices = new InvoiceService();
        IUpdatable<Product, ProductUpdateOptions> products = new ProductService();
        IDeletable<Coupon, CouponDeleteOptions> coupons = new CouponService();

        var customer = await CreateOnceAsync(customers, new CustomerCreateOptions { Email = "a@shop.invalid" }, "customer-1");
        Invoice invoice = invoices.Get("in_1", new InvoiceGetOptions());
        await products.UpdateAsync("prod_1", new() { Name = "Pro" });
        await coupons.DeleteAsync("SPRING");
        IEnumerable<IHasId> ids = [customer, invoice];
        Console.WriteLine(ids.Select(o => o.Id).Aggregate((a, b) => a + b));
    }
}
