using Npgsql;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Tests.Webhooks;

/// <summary>What every inbox must do.</summary>
[Collection(nameof(StripeWebhookInboxTests))]
public sealed class StripeWebhookInboxTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly FakeTime _time = new();
    private NpgsqlDataSource? _database;

    [Theory, InMemory, PostgreSql]
    public async Task An_event_is_kept_once_by_its_id_and_by_its_object_where_it_comes_once(StoreKind kind)
    {
        var inbox = await InboxAsync(kind);

        Assert.True(await inbox.AddAsync(TestEvents.Event("evt_1", objectId: "cs_1"), true, default));
        Assert.False(await inbox.AddAsync(TestEvents.Event("evt_1", objectId: "cs_1"), true, default));
        Assert.False(await inbox.AddAsync(TestEvents.Event("evt_2", objectId: "cs_1"), true, default));
        Assert.True(await inbox.AddAsync(TestEvents.Event("evt_3", objectId: "cs_2"), true, default));
        Assert.True(await inbox.AddAsync(TestEvents.Event("evt_4", "customer.subscription.updated", "sub_1"), false, default));
        Assert.True(await inbox.AddAsync(TestEvents.Event("evt_5", "customer.subscription.updated", "sub_1"), false, default));

        Assert.Equal(["evt_1", "evt_3", "evt_4", "evt_5"], (await TakeAllAsync(inbox)).Order());
    }

    [Theory, InMemory, PostgreSql]
    public async Task A_duplicate_is_known_after_the_event_was_handled_until_it_is_forgotten(StoreKind kind)
    {
        var inbox = await InboxAsync(kind);
        await inbox.AddAsync(TestEvents.Event("evt_1", objectId: "cs_1"), true, default);
        await inbox.CompleteAsync((await inbox.TakeAsync(Lease, default))!, default);

        Assert.False(await inbox.AddAsync(TestEvents.Event("evt_1"), true, default));
        Assert.False(await inbox.AddAsync(TestEvents.Event("evt_2", objectId: "cs_1"), true, default));
        Assert.Equal(0, await inbox.ForgetAsync(_time.GetUtcNow().AddHours(-1), default));
        Assert.Equal(1, await inbox.ForgetAsync(_time.GetUtcNow().AddHours(1), default));
        Assert.True(await inbox.AddAsync(TestEvents.Event("evt_2", objectId: "cs_1"), true, default));
    }

    [Theory, InMemory, PostgreSql]
    public async Task What_was_taken_is_not_taken_again_before_its_lease_ends_and_who_lost_it_has_no_say(StoreKind kind)
    {
        var inbox = await InboxAsync(kind);
        var sent = TestEvents.Event("evt_1");
        await inbox.AddAsync(sent, false, default);
        var lost = (await inbox.TakeAsync(Lease, default))!;
        Assert.Equal((sent, 1), (lost.Event, lost.Attempt));
        Assert.Null(await inbox.TakeAsync(Lease, default));

        await PassAsync(Lease);
        var second = (await inbox.TakeAsync(Lease, default))!;
        await inbox.CompleteAsync(lost, default);
        await inbox.FailAsync(lost, "late", null, default);

        Assert.Equal(2, second.Attempt);
        Assert.Equal((1, 0), await StateAsync(inbox));
        await inbox.CompleteAsync(second, default);
        Assert.Equal((0, 0), await StateAsync(inbox));
    }

    [Theory, InMemory, PostgreSql]
    public async Task A_failed_event_is_due_again_later_and_one_that_is_set_aside_when_a_person_says_so(StoreKind kind)
    {
        var inbox = await InboxAsync(kind);
        await inbox.AddAsync(TestEvents.Event("evt_1"), false, default);
        await inbox.FailAsync((await inbox.TakeAsync(Lease, default))!, "no", TimeSpan.FromSeconds(60), default);
        Assert.Null(await inbox.TakeAsync(Lease, default));

        await PassAsync(TimeSpan.FromSeconds(60));
        await inbox.FailAsync((await inbox.TakeAsync(Lease, default))!, "never", null, default);
        await PassAsync(TimeSpan.FromDays(1));
        Assert.Null(await inbox.TakeAsync(Lease, default));
        Assert.Equal((0, 1), await StateAsync(inbox));

        Assert.Equal((0, 1), (await inbox.RequeueAsync("evt_2", default), await inbox.RequeueAsync(null, default)));
        Assert.Equal(1, (await inbox.TakeAsync(Lease, default))!.Attempt);
    }

    [Theory, InMemory, PostgreSql]
    public async Task Of_many_who_take_at_once_each_event_is_taken_by_one(StoreKind kind)
    {
        var inbox = await InboxAsync(kind);
        for (var i = 0; i < 50; i++) await inbox.AddAsync(TestEvents.Event($"evt_{i}"), false, default);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAllAsync(inbox))));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"evt_{i}").Order(), taken.SelectMany(ids => ids).Order());
    }

    [Theory, InMemory, PostgreSql]
    public async Task When_the_last_event_came_is_known(StoreKind kind)
    {
        var inbox = await InboxAsync(kind);
        Assert.Null((await inbox.GetStateAsync(default)).LastReceived);

        await inbox.AddAsync(TestEvents.Event("evt_1"), false, default);

        Assert.InRange((await inbox.GetStateAsync(default)).LastReceived!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private static async Task<List<string>> TakeAllAsync(IStripeWebhookInbox inbox)
    {
        var ids = new List<string>();
        while (await inbox.TakeAsync(Lease, default) is { } delivery) ids.Add(delivery.Event.Id);
        return ids;
    }

    private static async Task<(int Waiting, int SetAside)> StateAsync(IStripeWebhookInbox inbox) => await inbox.GetStateAsync(default) is var state ? (state.Waiting, state.SetAside) : default;

    private async Task<IStripeWebhookInbox> InboxAsync(StoreKind kind)
    {
        if (kind == StoreKind.InMemory) return new InMemoryStripeWebhookInbox(_time);
        _database = await PostgreSqlServer.DatabaseAsync();
        await ExecuteAsync("TRUNCATE payment_safety_webhook_inbox");
        return new PostgreSqlStripeWebhookInbox(_database);
    }

    /// <summary>Time passes: the clock moves, or in the database, whose clock does not, every due time.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        if (_database is not null) await ExecuteAsync($"UPDATE payment_safety_webhook_inbox SET due = due - interval '{(int)time.TotalSeconds} seconds'");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
