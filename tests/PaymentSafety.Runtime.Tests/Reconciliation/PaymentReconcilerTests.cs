using System.Globalization;
using Npgsql;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>The reconciler and the customer's own check against the stand-in server, over HTTP.</summary>
public sealed class PaymentReconcilerTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly Bank _bank = new();
    private readonly InMemoryReconciliationStore _store;
    private StripeServer _stripe = null!;

    public PaymentReconcilerTests() => _store = new InMemoryReconciliationStore(_time);

    private StripeModeData Stripe => _stripe.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test;

    [Fact]
    public async Task What_succeeded_and_was_not_granted_is_granted_and_nothing_else()
    {
        Pay("pi_1", hoursAgo: 5);
        Pay("pi_2", hoursAgo: 4);
        Pay("pi_open", hoursAgo: 4, status: "requires_payment_method");
        Pay("pi_back", hoursAgo: 3, refunded: 900);
        Pay("pi_half", hoursAgo: 3, refunded: 450);
        Pay("pi_disputed", hoursAgo: 3, disputed: true);
        Pay("pi_young", hoursAgo: 0);
        Pay("pi_before", hoursAgo: 24 * 8);
        _bank.Grant("pi_1");
        await using var node = Node();

        var report = await node.Reconciler.RunAsync();

        Assert.Equal(["pi_1", "pi_2", "pi_half"], _bank.Credits.Order());
        Assert.Equal(["pi_2", "pi_half"], report.Granted.Select(payment => payment.Id).Order());
        Assert.Equal(["pi_back", "pi_disputed"], report.Withheld.Order());
        Assert.Equal((true, 6, 5), (report.IsComplete, report.Seen, report.Succeeded));
    }

    [Fact]
    public async Task A_look_grants_nothing_and_the_run_after_it_everything()
    {
        Pay("pi_1", hoursAgo: 5);
        await using var node = Node();

        Assert.Equal(["pi_1"], (await node.Reconciler.PreviewAsync()).Granted.Select(payment => payment.Id));
        Assert.Empty(_bank.Credits);
        Assert.Null(await _store.GetWatermarkAsync("payments:test", default));

        Assert.Equal(["pi_1"], (await node.Reconciler.RunAsync()).Granted.Select(payment => payment.Id));
        Assert.Equal(["pi_1"], _bank.Credits);
    }

    [Fact]
    public async Task The_next_run_begins_where_the_last_one_ended_less_the_overlap()
    {
        await using var node = Node();
        await node.Reconciler.RunAsync();
        var end = await _store.GetWatermarkAsync("payments:test", default);
        Assert.Equal(_time.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds(), end);
        var asked = _stripe.Log.Count;

        _time.Advance(TimeSpan.FromHours(1));
        await node.Reconciler.RunAsync();

        var first = _stripe.Log.All.Skip(asked).First(request => request.Path == "/v1/payment_intents");
        Assert.Contains($"created[gte]={(end - (3 * 24 * 3600))!.Value.ToString(CultureInfo.InvariantCulture)}&", Uri.UnescapeDataString(first.Query));
    }

    [Fact]
    public async Task A_payment_that_succeeded_long_after_it_was_begun_is_found_by_its_event()
    {
        await using var node = Node(options => options.Reconciliation.Overlap = TimeSpan.FromHours(1));
        Pay("pi_slow", hoursAgo: 100, status: "processing");
        await node.Reconciler.RunAsync();
        Pay("pi_slow", hoursAgo: 100);
        Stripe.Events.Put(new EventData("evt_1", "payment_intent.succeeded") { Created = SecondsAgo(1), Delivered = false, ObjectId = "pi_slow" });
        _time.Advance(TimeSpan.FromHours(2));

        var report = await node.Reconciler.RunAsync();

        Assert.Equal([("pi_slow", ReconciliationSource.Events)], report.Granted.Select(payment => (payment.Id, payment.FoundBy)));
    }

    [Fact]
    public async Task What_cannot_be_granted_holds_up_nobody_else_and_is_tried_again_by_every_run()
    {
        Pay("pi_1", hoursAgo: 90);
        Pay("pi_2", hoursAgo: 5);
        _bank.Broken.Add("pi_1");
        await using var node = Node(options => options.Reconciliation.Overlap = TimeSpan.FromHours(1));

        var report = await node.Reconciler.RunAsync();
        Assert.Equal(("pi_1", false), (report.Failed.Single().Id, report.IsComplete));
        Assert.DoesNotContain("4242424242424242", report.Failed.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(["pi_2"], _bank.Credits);
        _time.Advance(TimeSpan.FromDays(2));
        _bank.Broken.Clear();

        Assert.True((await node.Reconciler.RunAsync()).IsComplete);
        Assert.Equal(["pi_1", "pi_2"], _bank.Credits.Order());
    }

    [Fact]
    public async Task A_key_that_may_not_read_is_a_report_that_is_not_complete()
    {
        Pay("pi_1", hoursAgo: 5);
        _stripe.Faults.Add(Fault.Status(401, """{"error":{"message":"Invalid API Key provided","type":"invalid_request_error"}}"""));
        await using var node = Node();

        var report = await node.Reconciler.RunAsync();

        Assert.Equal((false, "PF3001"), (report.IsComplete, report.Fault?.Code));
        Assert.Null(await _store.GetWatermarkAsync("payments:test", default));
    }

    [Theory, InMemory, PostgreSql]
    public async Task Over_HTTP_with_faults_and_kills_every_payment_is_granted_once(StoreKind kind)
    {
        var random = new Random(11);
        for (var i = 0; i < 600; i++) Pay($"pi_{i:D3}", hoursAgo: 1 + random.Next(150));
        var (grant, store, credits) = await ShopAsync(kind);
        var killed = 0;
        ReconciliationReport? report = null;
        for (var run = 0; run < 100 && report is not { IsComplete: true }; run++)
        {
            var kill = new KillSwitch(killed < 20 ? random.Next(1, 150) : int.MaxValue);
            _stripe.Faults.Clear();
            foreach (var fault in new[] { Fault.Reset(), Fault.Status(500), Fault.ResetInBody(), Fault.Status(429) }) _stripe.Faults.Add(fault, _ => random.Next(40) == 0, times: 2);
            await using var node = Node(options => options.Reconciliation.Window = TimeSpan.FromHours(12), new KillableGrant(grant, kill), new KillableStore(store, kill));
            try
            {
                report = await node.Reconciler.RunAsync();
            }
            catch (KilledException)
            {
                killed++;
            }

            if (kill.IsDead) report = null;
            await ForgetLeasesAsync(kind);
            _time.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.True(report?.IsComplete, report?.Fault?.Message);
        Assert.True(killed >= 10, $"It was killed {killed} times only.");
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"pi_{i:D3}"), (await credits()).Order(StringComparer.Ordinal));
    }

    [Theory, InMemory, PostgreSql]
    public async Task Many_who_grant_the_same_payments_at_once_grant_each_once(StoreKind kind)
    {
        var (grant, _, credits) = await ShopAsync(kind);
        var payments = Enumerable.Range(0, 20).Select(i => Payment($"pi_{i:D3}")).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(node => Task.Run(async () =>
        {
            var granted = 0;
            foreach (var payment in node % 2 == 0 ? payments : payments.AsEnumerable().Reverse()) granted += await grant.GrantAsync(payment, default) ? 1 : 0;
            return granted;
        })));

        Assert.Equal(20, results.Sum());
        Assert.Equal(payments.Select(payment => payment.Id), (await credits()).Order(StringComparer.Ordinal));
        Assert.Equal(20, (await grant.FindGrantedAsync([.. payments.Select(payment => payment.Id), "pi_other"], default)).Count);
    }

    [Theory, InMemory, PostgreSql]
    public async Task A_list_is_one_nodes_until_its_lease_ends_and_a_watermark_never_moves_back(StoreKind kind)
    {
        var (_, store, _) = await ShopAsync(kind);
        var lease = (await store.TakeAsync("payments:test", TimeSpan.FromMinutes(5), default))!;
        Assert.Null(lease.Watermark);
        Assert.Null(await store.TakeAsync("payments:test", TimeSpan.FromMinutes(5), default));
        Assert.NotNull(await store.TakeAsync("payments:live", TimeSpan.FromMinutes(5), default));
        Assert.True(await store.KeepAsync(lease, 200, TimeSpan.FromMinutes(5), default));
        Assert.True(await store.KeepAsync(lease, 100, TimeSpan.FromMinutes(5), default));
        Assert.True(await store.KeepAsync(lease, null, TimeSpan.FromMinutes(5), default));
        Assert.Equal(200, await store.GetWatermarkAsync("payments:test", default));

        await ForgetLeasesAsync(kind);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await store.KeepAsync(lease, 300, TimeSpan.FromMinutes(5), default));
        var next = (await store.TakeAsync("payments:test", TimeSpan.FromMinutes(5), default))!;
        await store.ReleaseAsync(lease, default);
        Assert.Null(await store.TakeAsync("payments:test", TimeSpan.FromMinutes(5), default));
        Assert.Equal(200, next.Watermark);
        await store.ReleaseAsync(next, default);
        Assert.NotNull(await store.TakeAsync("payments:test", TimeSpan.FromMinutes(5), default));
    }

    [Fact]
    public async Task A_customer_gets_what_that_customer_paid_once_a_minute_and_nobody_elses()
    {
        Pay("pi_1", hoursAgo: 1, customer: "cus_ann");
        Pay("pi_2", hoursAgo: 0, customer: "cus_ann");
        Pay("pi_3", hoursAgo: 1, customer: "cus_bob");
        Pay("pi_4", hoursAgo: 1);
        Pay("pi_5", hoursAgo: 2, customer: "cus_ann", status: "processing");
        _bank.Grant("pi_1");
        await using var node = Node();

        Assert.Equal(new PaymentSelfCheckResult(PaymentSelfCheckOutcome.Checked, Granted: 1), await node.SelfCheck.CheckMyPaymentAsync("ann"));
        Assert.Equal(["pi_1", "pi_2"], _bank.Credits);
        Assert.Equal((PaymentSelfCheckOutcome.TooSoon, TimeSpan.FromMinutes(1)), await OutcomeAsync("ann"));
        Assert.Equal(1, _stripe.Log.Count);
        Assert.Equal((PaymentSelfCheckOutcome.NeverPaid, null), await OutcomeAsync("nobody"));
        Assert.Equal(1, _stripe.Log.Count);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new PaymentSelfCheckResult(PaymentSelfCheckOutcome.Checked), await node.SelfCheck.CheckMyPaymentAsync("ann"));
        Assert.Equal(["pi_1", "pi_2"], _bank.Credits);

        async Task<(PaymentSelfCheckOutcome, TimeSpan?)> OutcomeAsync(string user) => await node.SelfCheck.CheckMyPaymentAsync(user) is var result ? (result.Outcome, result.RetryAfter) : default;
    }

    [Fact]
    public async Task A_customers_check_that_Stripe_does_not_answer_says_so()
    {
        _stripe.Faults.Add(Fault.Status(503));
        await using var node = Node();

        Assert.Equal(PaymentSelfCheckOutcome.CouldNotAsk, (await node.SelfCheck.CheckMyPaymentAsync("ann")).Outcome);
    }

    [Fact]
    public async Task A_server_that_ignores_the_filter_gives_nobody_anothers_payment()
    {
        Pay("pi_3", hoursAgo: 1, customer: "cus_bob");
        _stripe.Faults.Add(Fault.Change(json => json["data"] = new System.Text.Json.Nodes.JsonArray(Stripe.PaymentIntents.Find("pi_3")!.ToJson(livemode: false, expandCharge: true))));
        await using var node = Node();

        Assert.Equal(new PaymentSelfCheckResult(PaymentSelfCheckOutcome.Checked), await node.SelfCheck.CheckMyPaymentAsync("ann"));
        Assert.Empty(_bank.Credits);
    }

    public async Task InitializeAsync() => _stripe = await StripeServer.StartAsync();

    public async Task DisposeAsync() => await _stripe.DisposeAsync();

    private long SecondsAgo(double hours) => _time.GetUtcNow().AddHours(-hours).ToUnixTimeSeconds();

    private void Pay(string id, double hoursAgo, string status = "succeeded", string? customer = null, long refunded = 0, bool disputed = false) =>
        Stripe.PaymentIntents.Put(new PaymentIntentData(id, 900, "usd", status) { Created = SecondsAgo(hoursAgo), Customer = customer, AmountRefunded = refunded, Disputed = disputed });

    private static StripePayment Payment(string id) => new()
    {
        Id = id, Livemode = false, Amount = 900, AmountReceived = 900, Currency = "usd", Status = "succeeded", Created = DateTimeOffset.UnixEpoch, Customer = null,
        Metadata = new Dictionary<string, string>(), AmountRefunded = 0, Disputed = false,
    };

    private ReconcilerNode Node(Action<PaymentSafetyOptions>? configure = null, IPaymentGrant? grant = null, IReconciliationStore? store = null) =>
        new(ShopScenario.TestSecretKey, grant ?? _bank, store ?? _store, _time, options =>
        {
            options.StripeApi = _stripe.Address;
            options.AllowLoopback = true;
            options.Reconciliation.Since = _time.GetUtcNow().AddDays(-7);
            configure?.Invoke(options);
        });

    private async Task<(IPaymentGrant Grant, IReconciliationStore Store, Func<Task<IReadOnlyCollection<string>>> Credits)> ShopAsync(StoreKind kind)
    {
        if (kind == StoreKind.InMemory) return (_bank, _store, () => Task.FromResult(_bank.Credits));
        var database = await PostgreSqlServer.DatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE IF NOT EXISTS credits (payment text NOT NULL); TRUNCATE credits, payment_safety_grant, payment_safety_reconciliation");
        return (new DatabaseBank(database), new PostgreSqlReconciliationStore(database), async () =>
        {
            await using var command = database.CreateCommand("SELECT payment FROM credits");
            await using var reader = await command.ExecuteReaderAsync();
            var credits = new List<string>();
            while (await reader.ReadAsync()) credits.Add(reader.GetString(0));
            return credits;
        });
    }

    /// <summary>The leases of the dead end: in the database, whose clock the test does not move.</summary>
    private static async Task ForgetLeasesAsync(StoreKind kind)
    {
        if (kind == StoreKind.PostgreSql) await ExecuteAsync(await PostgreSqlServer.DatabaseAsync(), "UPDATE payment_safety_reconciliation SET lease_until = clock_timestamp() - interval '1 second'");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Credits without a unique key of their own: the ledger is what keeps them from being given twice.</summary>
    private sealed class DatabaseBank(NpgsqlDataSource database) : IPaymentGrant
    {
        private readonly PostgreSqlPaymentLedger _ledger = new(database);

        public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken) => _ledger.FindGrantedAsync(paymentIds, cancellationToken);

        public Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken) => _ledger.GrantOnceAsync(payment.Id, async (transaction, token) =>
        {
            await using var command = new NpgsqlCommand("INSERT INTO credits (payment) VALUES ($1)", transaction.Connection, transaction) { Parameters = { new() { Value = payment.Id } } };
            await command.ExecuteNonQueryAsync(token);
        }, cancellationToken);
    }
}
