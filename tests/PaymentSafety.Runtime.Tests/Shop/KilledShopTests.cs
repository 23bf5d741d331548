using System.Globalization;
using Npgsql;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Shop;

/// <summary>The credit shop as a process that is killed (SIGKILL) while it grants payments whose webhooks were all lost, on a real PostgreSQL.</summary>
public sealed class KilledShopTests
{
    private const int Payments = 200;
    private const int Kills = 3;
    private const int CreditsOfOne = 100;

    [Theory]
    [PostgreSql]
    public async Task A_shop_that_is_killed_in_the_middle_of_its_work_grants_every_payment_once(StoreKind _)
    {
        await using var stripe = await StripeServer.StartAsync();
        var connection = await PostgreSqlServer.NewDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connection);
        var settings = Settings(stripe, connection);
        // Makes the tables.
        await (await ShopProcess.StartAsync(settings)).DisposeAsync();
        await PayAsync(stripe, database);

        var random = new Random(20261122);
        var granted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var shop = await ShopProcess.StartAsync(settings);
            // Disposing it kills it, somewhere between two statements.
            granted = await WaitForAsync(database, granted + random.Next(5, 40));
            Assert.InRange(granted, 1, Payments - 1);
        }

        await using var survivor = await ShopProcess.StartAsync(settings);
        await WaitForAsync(database, Payments);

        Assert.Equal(Payments * CreditsOfOne, await NumberAsync(database, "SELECT credits FROM shop_account"));
        Assert.Equal(Payments, await NumberAsync(database, "SELECT count(*) FROM payment_safety_grant"));
        Assert.Equal(Payments, await NumberAsync(database, "SELECT count(DISTINCT payment_id) FROM shop_purchase JOIN payment_safety_grant USING (payment_id)"));
        Assert.DoesNotContain("could not be granted", survivor.Log, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(StripeServer stripe, string connection) => new()
    {
        ["ConnectionStrings__Shop"] = connection,
        ["Stripe__SecretKey"] = ShopScenario.TestSecretKey,
        ["Stripe__WebhookSecret"] = TestKeys.Webhook('a'),
        ["PaymentSafety__StripeApi"] = stripe.Address.AbsoluteUri,
        ["PaymentSafety__AllowLoopback"] = "true",
        ["PaymentSafety__Reconciliation__Since"] = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["PaymentSafety__Reconciliation__Window"] = "02:00:00",
        ["PaymentSafety__Reconciliation__RequestsPerSecond"] = "100",
        // The dead hold their turn no longer than this, and the living look whether it is theirs.
        ["PaymentSafety__Reconciliation__Lease"] = "00:00:02",
        ["PaymentSafety__Reconciliation__Interval"] = "00:00:01",
    };

    private static async Task PayAsync(StripeServer stripe, NpgsqlDataSource database)
    {
        var orders = Enumerable.Range(0, Payments).Select(_ => Guid.NewGuid()).ToArray();
        await using (var account = database.CreateCommand("INSERT INTO shop_account VALUES ('ann', 0, 'cus_ann')")) await account.ExecuteNonQueryAsync();
        await using (var purchases = database.CreateCommand($"INSERT INTO shop_purchase SELECT unnest($1), 'ann', 'credits-100', {CreditsOfOne}, 500, 'usd', now()"))
        {
            purchases.Parameters.Add(new NpgsqlParameter { Value = orders });
            await purchases.ExecuteNonQueryAsync();
        }

        var mode = stripe.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test;
        var begin = DateTimeOffset.UtcNow.AddHours(-20).ToUnixTimeSeconds();
        for (var i = 0; i < Payments; i++)
        {
            mode.PaymentIntents.Put(new PaymentIntentData($"pi_killed{i:D5}", 500, "usd", "succeeded")
            {
                Created = begin + i * 60,
                Customer = "cus_ann",
                Metadata = new Dictionary<string, string> { ["order"] = orders[i].ToString() },
            });
        }
    }

    /// <returns>How many are granted, at least so many.</returns>
    private static async Task<int> WaitForAsync(NpgsqlDataSource database, int count)
    {
        var limit = DateTime.UtcNow.AddMinutes(1);
        while (true)
        {
            var granted = (int)await NumberAsync(database, "SELECT count(*) FROM payment_safety_grant");
            if (granted >= count) return granted;
            Assert.True(DateTime.UtcNow < limit, $"{granted} of {count} were granted within a minute.");
            await Task.Delay(10);
        }
    }

    private static async Task<long> NumberAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
