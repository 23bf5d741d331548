using System.Collections.Concurrent;
using System.Globalization;
using NpgsqlTypes;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Runtime.Webhooks;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>The proof: nothing is lost and nothing is given twice, whatever goes wrong in between. Real processes, killed by SIGKILL, on a real PostgreSQL.</summary>
public sealed class HundredThousandPaymentsTests
{
    private const int Count = 100_000;
    private const int Kills = 50;
    private const int Days = 10;

    [Theory]
    [PostgreSql(20261122)]
    public async Task With_one_in_a_hundred_webhooks_lost_and_fifty_kills_every_payment_is_granted_once(StoreKind _, int seed)
    {
        var random = new Random(seed);
        var begin = DateTimeOffset.UtcNow.AddDays(-Days);
        var payments = Payments(begin, random);
        var owed = payments.Where(payment => payment.IsOwed()).ToList();
        Assert.Equal(Count, owed.Count);
        var lost = owed.Where(_ => random.Next(100) == 0).ToList();
        // Of one in three of the lost ones Stripe has an event that no endpoint took; of the others it thinks that all is well.
        var events = lost.Where((_, index) => index % 3 == 0).Select(payment => new EventData("evt_of_" + payment.Id, "payment_intent.succeeded") { Created = payment.Created + 30, Delivered = false, ObjectId = payment.Id });
        // And of one in five the webhook comes after all, at the moment at which a node reads of the payment.
        var late = new ConcurrentDictionary<string, PaymentIntentData>(lost.Where(_ => random.Next(5) == 0).Select(payment => KeyValuePair.Create(payment.Id, payment)), StringComparer.Ordinal);
        var lateCount = late.Count;

        await using var database = await ShopDatabase.CreateAsync(owed.Select(payment => payment.Customer!).Distinct());
        await GrantByWebhookAsync(database, owed.Except(lost));
        var inbox = new PostgreSqlStripeWebhookInbox(database.Source);
        PaymentPagesServer? stripe = null;
        await using var nodes = new DoomedNodes(Kills, random, () => stripe!.Address, Settings(database, begin));
        await using var server = stripe = await PaymentPagesServer.StartAsync(new PaymentPages(payments, events), new Random(seed), faults: 0.03, async (key, ids) =>
        {
            foreach (var id in ids)
                if (late.TryRemove(id, out var payment)) await inbox.AddAsync(Event(payment), oncePerObject: true, CancellationToken.None);
            nodes.Asks(key);
        });

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            // What takes five minutes: the turn of the dead ends. The other node may lose its own with it, as one does that hangs.
            await nodes.RunAsync(() => database.ExecuteAsync("UPDATE payment_safety_reconciliation SET lease_until = clock_timestamp()"), limit.Token);
            await WaitUntilAllIsReadAsync(database, payments.Max(payment => payment.Created), limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{await database.ReadAsync<long>("SELECT count(*) FROM shop_credit")} of {Count} are granted after 5 minutes and {nodes.Killed.Count} kills. {nodes.Log}");
        }

        await database.MustHaveGrantedOnceAsync(owed);
        // That it was not the peace of a laboratory:
        Assert.InRange(lost.Count, Count / 200, Count / 50);
        Assert.Empty(late);
        Assert.InRange(lateCount, lost.Count / 10, lost.Count / 3);
        Assert.Equal(7, stripe.FaultKinds);
        Assert.Equal(Kills, nodes.Killed.Count);
        var granters = await database.TextsAsync("SELECT DISTINCT node FROM shop_credit WHERE node = ANY($1)", (object)nodes.Killed.ToArray());
        Assert.InRange(granters.Count, Kills / 2, Kills);
    }

    /// <summary>Both lists are read beyond the last payment, and what came in between is handled.</summary>
    private static async Task WaitUntilAllIsReadAsync(ShopDatabase database, long last, CancellationToken cancellationToken)
    {
        while (!await database.ReadAsync<bool>(
            """
            SELECT (SELECT count(*) FROM payment_safety_reconciliation WHERE watermark > $1) = 2
            AND NOT EXISTS (SELECT 1 FROM payment_safety_webhook_inbox WHERE state <> 'handled')
            """,
            last + 30))
            await Task.Delay(20, cancellationToken);
    }

    /// <summary>So many that are owed, and some more that came to nothing, or were paid back, or are disputed.</summary>
    private static List<PaymentIntentData> Payments(DateTimeOffset begin, Random random)
    {
        var seconds = (int)TimeSpan.FromDays(Days).TotalSeconds - 600;
        return [.. Enumerable.Range(0, Count + Count / 50).Select(number => new PaymentIntentData($"pi_{random.Next():x8}{number:D6}", random.Next(100, 10_000), "usd", "succeeded")
        {
            Created = begin.ToUnixTimeSeconds() + 1 + random.Next(seconds),
            Customer = $"cus_{random.Next(200)}",
        }).Select((payment, number) => (number < Count, number % 4) switch
        {
            (true, _) => number % 500 == 0 ? payment with { AmountRefunded = payment.Amount / 2 } : payment,
            (_, 0) => payment with { Status = "requires_payment_method" },
            (_, 1) => payment with { Status = "processing" },
            (_, 2) => payment with { AmountRefunded = payment.Amount },
            _ => payment with { Disputed = true },
        })];
    }

    /// <summary>What the grants of their webhooks left behind, written at once: the ledger, the book and the accounts.</summary>
    private static async Task GrantByWebhookAsync(ShopDatabase database, IEnumerable<PaymentIntentData> payments)
    {
        await using (var connection = await database.Source.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync("COPY shop_credit FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var payment in payments)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(payment.Id);
                await copy.WriteAsync(payment.Customer!);
                await copy.WriteAsync(payment.Amount, NpgsqlDbType.Bigint);
                await copy.WriteAsync("webhook");
            }

            await copy.CompleteAsync();
        }

        await database.ExecuteAsync(
            """
            INSERT INTO payment_safety_grant SELECT payment_id, clock_timestamp() FROM shop_credit;
            UPDATE shop_account SET balance = given.amount FROM (SELECT customer, sum(amount) AS amount FROM shop_credit GROUP BY customer) given WHERE given.customer = shop_account.customer;
            ANALYZE;
            """);
    }

    private static StripeWebhookEvent Event(PaymentIntentData payment)
    {
        var json = new EventData("evt_late_" + payment.Id, "payment_intent.succeeded") { Created = payment.Created + 30, Object = payment.ToJson(livemode: false) };
        return new StripeWebhookEvent(json.Id, json.Type, payment.Id, Livemode: false, DateTimeOffset.FromUnixTimeSeconds(json.Created), null, json.ToJson(livemode: false, "2026-07-29.dahlia").ToJsonString());
    }

    private static Dictionary<string, string> Settings(ShopDatabase database, DateTimeOffset begin) => new()
    {
        ["ConnectionStrings__Shop"] = database.NodeConnection,
        ["Stripe__WebhookSecret"] = TestKeys.Webhook('a'),
        ["PaymentSafety__AllowLoopback"] = "true",
        ["PaymentSafety__Resilience__BaseDelay"] = "00:00:00",
        ["PaymentSafety__Resilience__BreakerOpenFor"] = "00:00:00.0100000",
        ["PaymentSafety__Webhooks__PollInterval"] = "00:00:00.0200000",
        ["PaymentSafety__Webhooks__RetryDelay"] = "00:00:00",
        // An event that a dead node had in its hands comes again.
        ["PaymentSafety__Webhooks__Lease"] = "00:00:02",
        ["PaymentSafety__Reconciliation__Since"] = begin.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["PaymentSafety__Reconciliation__Window"] = "01:00:00",
        // Here a payment succeeds when it is begun.
        ["PaymentSafety__Reconciliation__Overlap"] = "00:10:00",
        ["PaymentSafety__Reconciliation__RequestsPerSecond"] = "1000000",
    };
}
