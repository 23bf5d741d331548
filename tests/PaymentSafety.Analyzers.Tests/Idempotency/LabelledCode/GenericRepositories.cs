using Stripe;

namespace Platform.Stripe_;

public interface IStripeRepository<T, in TCreate, in TUpdate>
    where T : IStripeEntity
    where TCreate : BaseOptions
    where TUpdate : BaseOptions
{
    Task<T> AddAsync(TCreate options, CancellationToken cancellationToken);

    Task<T> ChangeAsync(string id, TUpdate options, CancellationToken cancellationToken);
}

public class StripeRepository<TService, T, TCreate, TUpdate> : IStripeRepository<T, TCreate, TUpdate>
    where TService : ICreatable<T, TCreate>, IUpdatable<T, TUpdate>, IRetrievable<T, BaseOptions>
    where T : IStripeEntity, IHasId
    where TCreate : BaseOptions, new()
    where TUpdate : BaseOptions, new()
{
    private readonly TService _service;

    public StripeRepository(TService service) => _service = service;

    public virtual Task<T> AddAsync(TCreate options, CancellationToken cancellationToken) =>
        _service.CreateAsync(options, null, cancellationToken); // PAY1001

    public virtual Task<T> ChangeAsync(string id, TUpdate options, CancellationToken cancellationToken) =>
        _service.UpdateAsync(id, options, cancellationToken: cancellationToken); // PAY1002

    public Task<T> FindAsync(string id) => _service.GetAsync(id);
}

public sealed class Creation
{
    private readonly ICreatable<Customer, CustomerCreateOptions> _customers;
    private readonly INestedCreatable<TaxId, CustomerTaxIdCreateOptions> _taxIds;

    public Creation(CustomerService customers, CustomerTaxIdService taxIds) => (_customers, _taxIds) = (customers, taxIds);

    public async Task<Customer> CustomerAsync(string name) => await _customers.CreateAsync(new() { Name = name }).ConfigureAwait(false); // PAY1001

    public async Task<TaxId> TaxIdAsync(string customer, string number) =>
        await _taxIds.CreateAsync(customer, new CustomerTaxIdCreateOptions { Type = "eu_vat", Value = number }); // PAY1001

    public static Task<T> CreateAsync<T, TOptions>(ICreatable<T, TOptions> service, TOptions options, string operationId)
        where T : IStripeEntity
        where TOptions : BaseOptions, new() =>
        service.CreateAsync(options, new RequestOptions { IdempotencyKey = $"{typeof(T).Name}:{operationId}" });

    public static Task<T> CreateAsync<T, TOptions>(ICreatable<T, TOptions> service, TOptions options, RequestOptions? requestOptions = null)
        where T : IStripeEntity
        where TOptions : BaseOptions, new() =>
        service.CreateAsync(options, requestOptions);

    public static Task<T> CreateWithDefaultsAsync<T, TOptions>(ICreatable<T, TOptions> service, TOptions options, RequestOptions? requestOptions = null)
        where T : IStripeEntity
        where TOptions : BaseOptions, new()
    {
        requestOptions ??= new RequestOptions { StripeAccount = "acct" };
        return service.CreateAsync(options, requestOptions);
    }

    public Task<Coupon> CouponAsync() => CreateAsync(new CouponService(), new CouponCreateOptions { PercentOff = 5 });

    public async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (StripeException)
        {
            return null;
        }
    }

    public Task<Plan?> PlanAsync(string product) =>
        TryAsync(() => new PlanService().CreateAsync(new PlanCreateOptions { Product = product, Amount = 100, Currency = "chf", Interval = "month" })); // PAY1001

    public async Task<object> PolymorphicAsync(IStripeEntity entity, string id) => entity switch
    {
        PaymentIntent => await new PaymentIntentService().CancelAsync(id), // PAY1001
        SetupIntent => await new SetupIntentService().CancelAsync(id, null, new RequestOptions { IdempotencyKey = "cancel-" + id }),
        Subscription => await new SubscriptionService().CancelAsync(id),
        Invoice => await new InvoiceService().VoidInvoiceAsync(id), // PAY1001
        _ => entity,
    };
}

public sealed class AuditedRefundService : RefundService
{
    private readonly ILogger _logger;

    public AuditedRefundService(IStripeClient client, ILogger logger)
        : base(client) => _logger = logger;

    public override async Task<Refund> CreateAsync(RefundCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        var refund = await base.CreateAsync(options, requestOptions, cancellationToken);
        _logger.LogInformation("Refund {Refund} made", refund.Id);
        return refund;
    }

    // A wrapper is looked at where it calls Stripe, not where it is called.
    public Task<Refund> FullRefundAsync(string charge) => CreateAsync(new RefundCreateOptions { Charge = charge });
}
