using System.Globalization;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>Two nodes of a shop, two processes, whose Quartz.NET schedulers share a store on a real PostgreSQL.</summary>
public sealed class ClusteredReconciliationTests
{
    private const int Payments = 60;

    [Theory]
    // Nothing but the recovery can bring the second node to work.
    [PostgreSql("01:00:00")]
    // Both nodes would be at work at once if Quartz.NET let them.
    [PostgreSql("00:00:01")]
    public async Task A_node_killed_in_the_middle_of_its_run_leaves_it_to_the_other_and_no_two_run_at_once(StoreKind _, string every)
    {
        var begin = DateTimeOffset.UtcNow.AddHours(-20).ToUnixTimeSeconds();
        PaymentIntentData[] payments = [.. Enumerable.Range(0, Payments).Select(number => new PaymentIntentData($"pi_cluster{number:D3}", 500 + number, "usd", "succeeded")
        {
            Created = begin + number * 60,
            Customer = $"cus_{number % 7}",
        })];
        await using var stripe = await StripeServer.StartAsync();
        foreach (var payment in payments) stripe.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test.PaymentIntents.Put(payment);
        await using var database = await ShopDatabase.CreateAsync(payments.Select(payment => payment.Customer!).Distinct(), QuartzTables());
        var settings = Settings(stripe, database, every);

        await using var first = new NodeProcess("quartz", "first", settings);
        await WaitForAsync(first, 5);
        // It schedules as the first did, while that one works.
        await using var second = new NodeProcess("quartz", "second", settings);
        await WaitForAsync(second, 25);
        first.Kill();
        Assert.Equal(NodeProcess.Killed, await first.ExitCodeAsync());
        var killed = await database.ReadAsync<DateTime>("SELECT clock_timestamp()");
        await WaitForAsync(second, Payments);
        // Once more, and to its end.
        await WaitUntilAsync(second, "SELECT count(*) FROM shop_run WHERE node = 'second' AND outcome = 'complete'", 1);

        await database.MustHaveGrantedOnceAsync(payments);
        Assert.Equal(["first", "second"], (await database.TextsAsync("SELECT DISTINCT node FROM shop_credit")).Order(StringComparer.Ordinal));
        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM shop_run WHERE node = 'first' AND ended IS NULL"));
        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM shop_run WHERE node = 'second' AND recovering"));
        Assert.Empty(await database.TextsAsync(
            """
            SELECT one.node || ' ' || one.begun || ' and ' || other.node || ' ' || other.begun FROM shop_run one JOIN shop_run other
            ON one.id <> other.id AND one.begun <= other.begun AND coalesce(one.ended, $1) > other.begun
            """,
            killed));
        var watermark = await database.ReadAsync<long>("SELECT watermark FROM payment_safety_reconciliation WHERE name = 'payments:test'");
        Assert.InRange(watermark, payments[^1].Created + 1, DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds());
        Assert.Empty(second.Log);

        Task WaitForAsync(NodeProcess node, int credits) => WaitUntilAsync(node, "SELECT count(*) FROM shop_credit", credits);

        async Task WaitUntilAsync(NodeProcess node, string sql, long count)
        {
            var limit = DateTime.UtcNow.AddMinutes(1);
            while (await database.ReadAsync<long>(sql) is var reached && reached < count)
            {
                Assert.True(
                    node.IsAlive && DateTime.UtcNow < limit,
                    $"{reached} of {count} within a minute ({sql}). Runs: {string.Join("; ", await database.TextsAsync("SELECT shop_run::text FROM shop_run ORDER BY begun"))}\n{node.Name} says: {node.Log}");
                await Task.Delay(10);
            }
        }
    }

    private static Dictionary<string, string> Settings(StripeServer stripe, ShopDatabase database, string every) => new()
    {
        ["ConnectionStrings__Shop"] = database.NodeConnection,
        ["Shop__Every"] = every,
        ["Shop__GrantTakes"] = "00:00:00.0400000",
        ["Stripe__SecretKey"] = ShopScenario.TestSecretKey,
        ["PaymentSafety__StripeApi"] = stripe.Address.AbsoluteUri,
        ["PaymentSafety__AllowLoopback"] = "true",
        ["PaymentSafety__Reconciliation__Since"] = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["PaymentSafety__Reconciliation__RequestsPerSecond"] = "1000",
        // Longer than Quartz.NET takes to see that a node is dead, as it is in an app.
        ["PaymentSafety__Reconciliation__Lease"] = "00:00:06",
    };

    private static string QuartzTables()
    {
        using var reader = new StreamReader(typeof(ClusteredReconciliationTests).Assembly.GetManifestResourceStream("QuartzTables.sql")!);
        return reader.ReadToEnd();
    }
}
