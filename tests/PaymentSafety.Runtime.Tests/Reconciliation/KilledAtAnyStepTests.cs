using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>
/// Nodes that end at exactly the awkward points, which a killed process (<see cref="HundredThousandPaymentsTests"/>) rarely hits: between a request and a transaction, a grant and its
/// answer, a watermark and its answer. A kill here is an exception after which nothing of the node reaches anything.
/// </summary>
public sealed class KilledAtAnyStepTests
{
    private const int Days = 10;
    private const int Kills = 50;

    [Theory]
    [InlineData(20_000, 20260101)]
    public async Task With_one_in_a_hundred_webhooks_lost_and_fifty_kills_every_payment_is_granted_once(int count, int seed)
    {
        var random = new Random(seed);
        var time = new FakeTime();
        var begin = time.GetUtcNow().AddDays(-Days);
        var payments = Payments(count, begin, random);
        var succeeded = payments.Where(payment => payment.IsOwed()).Select(payment => payment.Id).ToList();
        var lost = succeeded.Where(_ => random.Next(100) == 0).ToHashSet(StringComparer.Ordinal);
        var bank = new Bank();
        foreach (var id in succeeded.Where(id => !lost.Contains(id))) bank.Grant(id);
        // One in three of the lost ones is an event that no endpoint took; of the others Stripe thinks that all is well.
        var events = payments.Where(payment => lost.Contains(payment.Id)).Where((_, index) => index % 3 == 0)
            .Select((payment, index) => new EventData($"evt_{index}", "payment_intent.succeeded") { Created = payment.Created + 30, Delivered = false, ObjectId = payment.Id });
        var pages = new PaymentPages(payments, events);
        var store = new InMemoryReconciliationStore(time);
        // Webhooks that come late, while it runs.
        var late = new Queue<string>(lost.Where(_ => random.Next(10) == 0));

        var killed = 0;
        while (killed < Kills)
        {
            // Somewhere between the first request of a run and about the length of two windows.
            var kill = new KillSwitch(random.Next(1, 60));
            await using var node = Node(begin, new KillableGrant(bank, kill), new KillableStore(store, kill), time, pages.Transport(random, faults: 0.01, kill));
            try
            {
                await node.Reconciler.RunAsync();
            }
            catch (KilledException)
            {
            }

            if (kill.IsDead) killed++;
            if (late.TryDequeue(out var id)) bank.Grant(id);
            // The lease of the dead ends, and so does the circuit breaker's rest.
            time.Advance(TimeSpan.FromMinutes(6));
        }

        await using var survivor = Node(begin, bank, store, time, pages.Transport(random, faults: 0.01));
        ReconciliationReport report;
        var runs = 0;
        do
        {
            report = await survivor.Reconciler.RunAsync();
            time.Advance(TimeSpan.FromMinutes(6));
        }
        while (!report.IsComplete && ++runs < 200);

        Assert.True(report.IsComplete, report.Fault?.Message);
        Assert.True(lost.Count > count / 200);
        Assert.Equal(Kills, killed);
        Assert.Equal(succeeded.Order(StringComparer.Ordinal), bank.Credits.Order(StringComparer.Ordinal));
        // Once more: there is nothing left to do, and the overlap is all that is read.
        var again = await survivor.Reconciler.RunAsync();
        Assert.True(again.Fault is not null || again is { Granted.Count: 0, IsComplete: true });
    }

    [Fact]
    public async Task Two_nodes_at_once_and_one_that_lost_its_turn_grant_nothing_twice()
    {
        var random = new Random(7);
        var time = new FakeTime();
        var begin = time.GetUtcNow().AddDays(-Days);
        var payments = Payments(3000, begin, random);
        var bank = new SlowBank();
        var store = new InMemoryReconciliationStore(time);
        var pages = new PaymentPages(payments, []);
        await using var first = Node(begin, bank, store, time, pages.Transport(random));
        await using var second = Node(begin, bank, store, time, pages.Transport(random));

        // The first one hangs in the middle of a grant.
        bank.HangAt = 100;
        var running = Task.Run(() => first.Reconciler.RunAsync());
        await bank.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True((await second.Reconciler.RunAsync()).IsOtherNodesTurn);
        time.Advance(TimeSpan.FromMinutes(6));
        var report = await second.Reconciler.RunAsync();
        bank.GoOn.SetResult();

        Assert.True((await running).IsOtherNodesTurn);
        Assert.True(report.IsComplete);
        Assert.Equal(
            payments.Where(payment => payment.IsOwed()).Select(payment => payment.Id).Order(StringComparer.Ordinal),
            bank.Credits.Order(StringComparer.Ordinal));
    }

    internal static List<PaymentIntentData> Payments(int count, DateTimeOffset begin, Random random)
    {
        var seconds = (int)TimeSpan.FromDays(Days).TotalSeconds - 600;
        return [.. Enumerable.Range(0, count).Select(number => new PaymentIntentData(
            $"pi_{random.Next():x8}{number:D6}",
            random.Next(100, 10_000),
            "usd",
            // About one in eight came to nothing, or not yet to anything.
            random.Next(8) == 0 ? (random.Next(2) == 0 ? "requires_payment_method" : "processing") : "succeeded")
        {
            Created = begin.ToUnixTimeSeconds() + 1 + random.Next(seconds),
        }).Select(payment => random.Next(500) switch
        {
            0 => payment with { AmountRefunded = payment.Amount },
            1 => payment with { Disputed = true },
            2 => payment with { AmountRefunded = payment.Amount / 2 },
            _ => payment,
        })];
    }

    private static ReconcilerNode Node(DateTimeOffset begin, IPaymentGrant grant, IReconciliationStore store, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler> transport) =>
        new(TestKeys.Restricted("test"), grant, store, time, options =>
        {
            options.Reconciliation.Since = begin;
            options.Reconciliation.Window = TimeSpan.FromHours(6);
            // Here a payment succeeds when it is begun.
            options.Reconciliation.Overlap = TimeSpan.FromHours(1);
        }, transport);

    /// <summary>Hangs once, so long that the node loses its turn, and grants all the same: no token reaches a database that is slow.</summary>
    private sealed class SlowBank : Bank
    {
        private int _grants;

        public int HangAt { get; set; }

        public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<bool> GrantAsync(StripeApi.StripePayment payment, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _grants) == HangAt)
            {
                Hanging.SetResult();
                await GoOn.Task;
            }

            return await base.GrantAsync(payment, CancellationToken.None);
        }
    }
}
