using Microsoft.Extensions.Caching.Memory;
using Stripe;

namespace Library.Fines;

public sealed class Fine
{
    public int Id { get; set; }

    public string? PaymentKey { get; set; }

    public long Cents { get; set; }
}

public interface IFines
{
    void Add(string fine, string key);

    Task SaveAsync(CancellationToken cancellationToken = default);
}

public sealed class KeyStores(PaymentIntentService intents, IFines fines, IMemoryCache cache)
{
    private readonly string _session = Guid.NewGuid().ToString();

    public Task<PaymentIntent> FromStoreAsync(Fine fine) =>
        intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = StoredKey(fine) });

    public Task<PaymentIntent> FromForgetfulStoreAsync(Fine fine) =>
        intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = GetOrCreateKey(fine) }); // PAY1003

    public async Task<PaymentIntent> FromAsyncStoreAsync(Fine fine) =>
        await intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = await AddKeyAsync(fine) });

    public Task<PaymentIntent> FromCacheAsync(Fine fine) =>
        intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = cache.GetOrCreate($"fine-{fine.Id}", _ => Guid.NewGuid().ToString()) });

    public Task<PaymentIntent> FromSessionAsync(Fine fine) =>
        intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = $"{_session}-{fine.Id}" });

    public Task<PaymentIntent> AppendedAsync(Fine fine)
    {
        var key = "fine";
        key += "-" + fine.Id;
        key += $"-{fine.Cents}";
        return intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = key });
    }

    public Task<PaymentIntent> AppendedFreshAsync(Fine fine)
    {
        var key = "fine-";
        key += Guid.NewGuid();
        return intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = key }); // PAY1003
    }

    public Task<PaymentIntent> OutAsync(Fine fine)
    {
        if (!TryGetKey(fine, out var key))
        {
            key = Guid.NewGuid().ToString();
            fines.Add(fine.Id.ToString(), key);
        }

        return intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = key });
    }

    public Task<PaymentIntent> TupleAsync(Fine fine)
    {
        var (options, key) = Prepare(fine);
        return intents.CreateAsync(options, new RequestOptions { IdempotencyKey = key });
    }

    public Task<PaymentIntent> FreshTupleAsync(Fine fine)
    {
        var (options, key) = (Options(fine), Guid.NewGuid().ToString());
        return intents.CreateAsync(options, new RequestOptions { IdempotencyKey = key }); // PAY1003
    }

    public async Task<PaymentIntent> KeptOnEntityAsync(Fine fine, CancellationToken cancellationToken)
    {
        if (fine.PaymentKey is null)
        {
            fine.PaymentKey = Guid.NewGuid().ToString("N");
            await fines.SaveAsync(cancellationToken);
        }

        return await intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = fine.PaymentKey }, cancellationToken);
    }

    public async Task<PaymentIntent> KeptTooLateAsync(Fine fine)
    {
        var key = Guid.NewGuid().ToString("N");
        var intent = await intents.CreateAsync(Options(fine), new RequestOptions { IdempotencyKey = key }); // PAY1003
        fine.PaymentKey = key;
        await fines.SaveAsync();
        return intent;
    }

    private static (PaymentIntentCreateOptions Options, string Key) Prepare(Fine fine) => (Options(fine), $"fine-{fine.Id}");

    private static PaymentIntentCreateOptions Options(Fine fine) => new() { Amount = fine.Cents, Currency = "pln" };

    private static bool TryGetKey(Fine fine, out string key)
    {
        key = fine.PaymentKey ?? "";
        return key.Length > 0;
    }

    private static string GetOrCreateKey(Fine fine) => $"fine-{fine.Id}-{Guid.NewGuid():N}";

    private string StoredKey(Fine fine)
    {
        var key = Guid.NewGuid().ToString();
        fine.PaymentKey = key;
        return key;
    }

    private async Task<string> AddKeyAsync(Fine fine)
    {
        var key = $"{fine.Id}:{Guid.NewGuid()}";
        fines.Add(fine.Id.ToString(), key);
        await fines.SaveAsync();
        return key;
    }
}
