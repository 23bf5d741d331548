using Npgsql;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Idempotency;
using PaymentSafety.Runtime.PostgreSql;

namespace PaymentSafety.Runtime.Tests.Idempotency;

/// <summary>What every store must do.</summary>
public sealed class IdempotencyStoreTests
{
    private readonly FakeTime _time = new();
    private NpgsqlDataSource? _database;
    private readonly string _id = "order_" + Random.Shared.Next(1, 100_000_000);

    [Theory, InMemory, PostgreSql]
    public async Task The_same_operation_has_the_same_key_until_its_outcome_is_known(StoreKind kind)
    {
        var store = await StoreAsync(kind);

        var first = await store.BeginAsync("refund", _id, "900 usd");
        var again = await store.BeginAsync("refund", _id, "900 usd");

        Assert.Equal((true, true, 1), (first.IsNew, first.MaySend, first.Attempt));
        Assert.Equal(IdempotencyKey.For("refund", _id), first.Key);
        Assert.Equal(first with { IsNew = false }, again);
    }

    [Theory, InMemory, PostgreSql]
    public async Task What_was_carried_out_is_given_back_and_not_sent_again(StoreKind kind)
    {
        var store = await StoreAsync(kind);
        await store.CompleteAsync(await store.BeginAsync("refund", _id, "900 usd"), "re_1");

        var again = await store.BeginAsync("refund", _id, "other parameters");

        Assert.Equal(("re_1", true, false, false), (again.Result, again.IsCompleted, again.MaySend, again.IsNew));
    }

    [Theory, InMemory, PostgreSql]
    public async Task What_was_not_carried_out_has_a_new_key_next_time(StoreKind kind)
    {
        var store = await StoreAsync(kind);
        var first = await store.BeginAsync("refund", _id, "900 usd");
        await store.FailAsync(first);

        var second = await store.BeginAsync("refund", _id, "500 usd");

        Assert.Equal((2, IdempotencyKey.For("refund", _id, 2), true), (second.Attempt, second.Key, second.IsNew));
        // The first, told late by another node, ends nothing.
        await store.CompleteAsync(first, "re_1");
        Assert.Null((await store.BeginAsync("refund", _id, "500 usd")).Result);
    }

    [Theory, InMemory, PostgreSql]
    public async Task Other_parameters_are_refused_while_the_outcome_is_not_known(StoreKind kind)
    {
        var store = await StoreAsync(kind);
        await store.BeginAsync("refund", _id, "900 usd");

        var exception = await Assert.ThrowsAsync<IdempotencyConflictException>(() => store.BeginAsync("refund", _id, "500 usd"));

        Assert.Contains("'refund' was begun before with other parameters (attempt 1)", exception.Message, StringComparison.Ordinal);
    }

    [Theory, InMemory, PostgreSql]
    public async Task Of_many_at_once_one_is_new_and_all_have_one_key(StoreKind kind)
    {
        var store = await StoreAsync(kind);

        var entries = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => store.BeginAsync("refund", _id, "900 usd"))));

        Assert.Single(entries, entry => entry.IsNew);
        Assert.Single(entries.Select(entry => entry.Key).Distinct());
    }

    [Theory, InMemory, PostgreSql]
    public async Task No_store_keeps_an_address(StoreKind kind)
    {
        var store = await StoreAsync(kind);

        var entry = await store.BeginAsync("refund", _id + "@example.com", "");

        Assert.DoesNotContain("example", entry.Id + entry.Key, StringComparison.Ordinal);
    }

    [Theory, InMemory, PostgreSql]
    public async Task After_a_day_a_key_is_not_sent_again_before_somebody_looked(StoreKind kind)
    {
        var store = await StoreAsync(kind);
        var entry = await store.BeginAsync("refund", _id, "900 usd");
        await AgeAsync(entry, TimeSpan.FromHours(23.9));
        Assert.True((await store.BeginAsync("refund", _id, "900 usd")).MaySend);

        await AgeAsync(entry, TimeSpan.FromHours(0.2));
        var old = await store.BeginAsync("refund", _id, "900 usd");
        Assert.Equal((true, false), (old.IsExpired, old.MaySend));

        await store.FailAsync(old);
        Assert.Equal((2, true), (await store.BeginAsync("refund", _id, "900 usd") is var next ? next.Attempt : 0, next.MaySend));
    }

    private async Task<IIdempotencyStore> StoreAsync(StoreKind kind)
    {
        if (kind == StoreKind.InMemory) return new InMemoryIdempotencyStore(_time);
        _database = await PostgreSqlServer.DatabaseAsync();
        return new PostgreSqlIdempotencyStore(_database);
    }

    /// <summary>Makes the entry older.</summary>
    private async Task AgeAsync(IdempotencyEntry entry, TimeSpan by)
    {
        _time.Advance(by);
        if (_database is null) return;
        await using var command = _database.CreateCommand("UPDATE payment_safety_idempotency SET created = created - $3 WHERE operation = $1 AND id = $2");
        foreach (var value in new object[] { entry.Operation, entry.Id, by }) command.Parameters.Add(new() { Value = value });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
