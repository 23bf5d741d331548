using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Distributed;
using Stripe;

namespace Cinema.Payments;

public record PayCommand(Guid CommandId, string Seat, long Cents, string? IdempotencyKey = null);

public class PaymentAttempt
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public string Key { get; set; } = "";

    public string? IntentId { get; set; }
}

public interface IAttempts
{
    Task AddAsync(PaymentAttempt attempt);

    Task<PaymentAttempt?> FindAsync(Guid command);

    Task SaveChangesAsync();
}

public interface IKeyFactory
{
    string Create(string operation, Guid id);
}

public sealed class IdempotentCheckout(PaymentIntentService intents, IAttempts attempts, IDistributedCache cache, IKeyFactory keys)
{
    public Task<PaymentIntent> FromRecordAsync(PayCommand command) =>
        intents.CreateAsync(Options(command), new RequestOptions { IdempotencyKey = command.CommandId.ToString("N") });

    public Task<PaymentIntent> FromHeaderAsync(PayCommand command, [FromHeader(Name = "Idempotency-Key")] string key) =>
        intents.CreateAsync(Options(command), new() { IdempotencyKey = key });

    public Task<PaymentIntent> FromFactoryAsync(PayCommand command) =>
        intents.CreateAsync(Options(command), new() { IdempotencyKey = keys.Create("pay", command.CommandId) });

    public Task<PaymentIntent> FromHashAsync(PayCommand command)
    {
        var json = JsonSerializer.Serialize(command);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(json));
        return intents.CreateAsync(Options(command), new() { IdempotencyKey = Convert.ToBase64String(hash) });
    }

    public Task<PaymentIntent> FromHmacAsync(PayCommand command, byte[] secret)
    {
        using var hmac = new HMACSHA256(secret);
        var digest = hmac.ComputeHash(Encoding.UTF8.GetBytes($"{command.CommandId}|{command.Cents}"));
        var key = BitConverter.ToString(digest).Replace("-", "").ToLowerInvariant();
        return intents.CreateAsync(Options(command), new() { IdempotencyKey = key });
    }

    public async Task<PaymentIntent> StoredFirstAsync(PayCommand command)
    {
        var attempt = await attempts.FindAsync(command.CommandId);
        if (attempt is null)
        {
            attempt = new PaymentAttempt { Key = Guid.NewGuid().ToString("N") };
            await attempts.AddAsync(attempt);
            await attempts.SaveChangesAsync();
        }

        var intent = await intents.CreateAsync(Options(command), new RequestOptions { IdempotencyKey = attempt.Key });
        attempt.IntentId = intent.Id;
        await attempts.SaveChangesAsync();
        return intent;
    }

    public async Task<PaymentIntent> LocalStoredFirstAsync(PayCommand command)
    {
        var key = Guid.NewGuid().ToString();
        var attempt = new PaymentAttempt { Key = key };
        await attempts.AddAsync(attempt);
        await attempts.SaveChangesAsync();
        return await intents.CreateAsync(Options(command), new RequestOptions { IdempotencyKey = key });
    }

    public async Task<PaymentIntent> EntityIdAsync(PayCommand command)
    {
        var attempt = new PaymentAttempt();
        await attempts.AddAsync(attempt);
        await attempts.SaveChangesAsync();
        return await intents.CreateAsync(Options(command), new RequestOptions { IdempotencyKey = attempt.Id.ToString() });
    }

    public async Task<PaymentIntent> CachedAsync(PayCommand command, CancellationToken ct)
    {
        var key = await cache.GetStringAsync($"key:{command.CommandId}", ct);
        if (key is null)
        {
            key = Guid.NewGuid().ToString();
            await cache.SetStringAsync($"key:{command.CommandId}", key, ct);
        }

        return await intents.CreateAsync(Options(command), new() { IdempotencyKey = key }, ct);
    }

    public async Task<PaymentIntent> GivenOrFreshAsync(PayCommand command) =>
        await intents.CreateAsync(Options(command), new() { IdempotencyKey = command.IdempotencyKey ?? Guid.NewGuid().ToString() });

    public async Task<PaymentIntent> GivenOrDerivedAsync(PayCommand command) =>
        await intents.CreateAsync(Options(command), new() { IdempotencyKey = command.IdempotencyKey ?? $"pay-{command.CommandId}" });

    public async Task<PaymentIntent> OptionalAsync(PayCommand command)
    {
        RequestOptions? requestOptions = null;
        if (!string.IsNullOrWhiteSpace(command.IdempotencyKey))
        {
            requestOptions = new RequestOptions { IdempotencyKey = command.IdempotencyKey };
        }

        return await intents.CreateAsync(Options(command), requestOptions);
    }

    public async Task<(PaymentIntent Intent, string Key)> ReturnedAsync(PayCommand command)
    {
        var options = new RequestOptions();
        options.IdempotencyKey = string.Join(':', "pay", command.Seat, command.CommandId);
        return (await intents.CreateAsync(Options(command), options), options.IdempotencyKey);
    }

    public async Task<PaymentIntent> ForgottenAsync(PayCommand command)
    {
        var options = new RequestOptions { IdempotencyKey = $"pay-{command.CommandId}" };
        var intent = await intents.CreateAsync(Options(command), options);
        return await intents.ConfirmAsync(intent.Id, new PaymentIntentConfirmOptions(), new RequestOptions { ApiKey = options.ApiKey }); // PAY1001
    }

    public async Task<PaymentIntent> StepsAsync(PayCommand command)
    {
        var key = DeterministicGuid(command.CommandId, "create");
        var intent = await intents.CreateAsync(Options(command), new RequestOptions { IdempotencyKey = key.ToString() });
        return await intents.CaptureAsync(intent.Id, null, new RequestOptions { IdempotencyKey = DeterministicGuid(command.CommandId, "capture").ToString() });
    }

    private static Guid DeterministicGuid(Guid command, string operation)
    {
        var bytes = SHA1.HashData(Encoding.UTF8.GetBytes(operation + command));
        return new Guid(bytes.AsSpan(0, 16));
    }

    private static PaymentIntentCreateOptions Options(PayCommand command) => new() { Amount = command.Cents, Currency = "gbp" };
}
