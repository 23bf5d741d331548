using Stripe;

namespace ValidCode.Idempotency;

/// <summary>Code over the library's own interfaces, which does not know what it creates.</summary>
internal sealed class Once<TEntity, TOptions>(ICreatable<TEntity, TOptions> inner, Func<TOptions, string> keyOf) : ICreatable<TEntity, TOptions>
    where TEntity : IStripeEntity
    where TOptions : BaseOptions, new()
{
    public TEntity Create(TOptions createOptions, RequestOptions? requestOptions = null) =>
        inner.Create(createOptions, WithKey(createOptions, requestOptions));

    public Task<TEntity> CreateAsync(TOptions createOptions, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        inner.CreateAsync(createOptions, WithKey(createOptions, requestOptions), cancellationToken);

    private RequestOptions WithKey(TOptions options, RequestOptions? requestOptions)
    {
        requestOptions ??= new RequestOptions();
        if (string.IsNullOrEmpty(requestOptions.IdempotencyKey))
            requestOptions.IdempotencyKey = keyOf(options);
        return requestOptions;
    }
}

internal static class GenericServices
{
    public static async Task<TEntity> GetOrCreateAsync<TService, TEntity, TCreate, TGet>(TService service, string? id, TCreate options, string key)
        where TService : ICreatable<TEntity, TCreate>, IRetrievable<TEntity, TGet>
        where TEntity : IStripeEntity, IHasId
        where TCreate : BaseOptions, new()
        where TGet : BaseOptions, new() =>
        id is null ? await service.CreateAsync(options, new RequestOptions { IdempotencyKey = key }) : await service.GetAsync(id);

    public static Task<Product> RenameAsync(this IUpdatable<Product, ProductUpdateOptions> products, string id, string name, int revision) =>
        products.UpdateAsync(id, new() { Name = name }, new() { IdempotencyKey = $"rename:{id}:{revision}" });

    public static Func<TOptions, RequestOptions, Task<TEntity>> AsDelegate<TEntity, TOptions>(this ICreatable<TEntity, TOptions> service)
        where TEntity : IStripeEntity
        where TOptions : BaseOptions, new() =>
        (options, requestOptions) => service.CreateAsync(options, requestOptions);
}
