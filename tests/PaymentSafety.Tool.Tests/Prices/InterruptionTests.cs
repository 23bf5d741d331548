using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tool.Tests.Prices;

/// <summary>Cut off at every request, before it arrives or after it was carried out; then run again, with and without the idempotency keys.</summary>
public sealed class InterruptionTests : PricesFixture
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Cut_off_at_any_request_the_next_run_ends_the_work_and_makes_nothing_twice(bool carriedOut, bool forgotten)
    {
        var requests = await RequestsOfAWholeRunAsync();
        Assert.InRange(requests, 10, 40);

        for (var last = 1; last <= requests; last++)
        {
            await using var server = await StripeServer.StartAsync();
            await File.WriteAllTextAsync(MapPath, Map);
            var seen = 0;
            var from = last;
            server.Faults.Add(carriedOut ? Fault.LostAnswer() : Fault.Reset(), _ => Interlocked.Increment(ref seen) >= from);

            var cut = await RunAsync("", ["prices", "apply", "--yes"], server.Address);
            Assert.True(cut.ExitCode == 2, $"request {last}: {cut.ExitCode}\n{cut.Output}");
            server.Faults.Clear();
            if (forgotten)
                server.ForgetIdempotencyKeys();
            await AssertEndsAsync(server, $"request {last}, carried out: {carriedOut}, forgotten: {forgotten}");
        }
    }

    [Fact]
    public async Task One_lost_answer_at_any_request_is_made_good_in_the_same_run()
    {
        var requests = await RequestsOfAWholeRunAsync();

        for (var lost = 1; lost <= requests; lost++)
        {
            await using var server = await StripeServer.StartAsync();
            await File.WriteAllTextAsync(MapPath, Map);
            var seen = 0;
            var which = lost;
            server.Faults.Add(Fault.LostAnswer(), _ => Interlocked.Increment(ref seen) == which);

            var run = await RunAsync("", ["prices", "apply", "--yes"], server.Address);

            Assert.True(run.ExitCode == 0, $"request {lost}: {run.Output}");
            AssertComplete(server, $"request {lost}");
        }
    }

    [Theory]
    [InlineData("/v1/products")]
    [InlineData("/v1/prices")]
    public async Task A_failure_that_Stripe_repeats_for_a_day_is_got_past_with_another_key(string path)
    {
        Server.Faults.Add(Fault.FailInside(), request => request.Method == "POST" && request.Path == path, times: 1);

        var run = await ApplyAsync();

        Assert.True(run.ExitCode == 0, run.Output);
        AssertComplete(Server, path);
        // The failure, its repetition, and the one that went through.
        Assert.Equal(2, Posts.Where(post => post.Path == path).GroupBy(post => post.IdempotencyKey).Max(group => group.Count()));
        Assert.Contains(Posts, post => post.Path == path && post.IdempotencyKey!.EndsWith("-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_deleted_after_it_was_made_is_not_taken_from_a_repeated_answer()
    {
        await ApplyAsync();
        foreach (var price in Live.Prices.NewestFirst().Where(price => price.LookupKey is "team-monthly"))
            Live.Prices.Remove(price.Id);
        await File.WriteAllTextAsync(MapPath, Map);

        var again = await ApplyAsync();

        Assert.True(again.ExitCode == 0, again.Output);
        AssertComplete(Server, "again");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    public async Task What_Stripe_refuses_is_told_in_its_words_and_ends_the_run(int status)
    {
        Server.Faults.Add(Fault.Status(status, """{"error":{"message":"Invalid currency: usd","type":"invalid_request_error"}}"""), request => request.Method == "POST" && request.Path == "/v1/prices");

        var run = await ApplyAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error PF8009: Plan 'team-monthly': Stripe did not create its price: Invalid currency: usd", run.Output, StringComparison.Ordinal);
        Assert.Equal(Map, await File.ReadAllTextAsync(MapPath));
    }

    /// <summary>The real process, killed while it waits for an answer: of a request that was carried out, or of one that was not.</summary>
    [Theory]
    [InlineData("/v1/products", 1, false)]
    [InlineData("/v1/products", 2, true)]
    [InlineData("/v1/prices", 1, true)]
    [InlineData("/v1/prices", 2, false)]
    [InlineData("/v1/prices", 3, true)]
    public async Task A_process_that_is_killed_leaves_nothing_that_the_next_run_does_not_find(string path, int post, bool carriedOut)
    {
        var seen = 0;
        Server.Faults.Add(carriedOut ? Fault.HoldAnswer() : Fault.Hang(), request => request.Method == "POST" && request.Path == path && Interlocked.Increment(ref seen) >= post);
        using (var tool = Start())
        {
            await WaitAsync(() => Volatile.Read(ref seen) >= post, tool);
            tool.Kill();
            await tool.WaitForExitAsync();
        }

        Server.Faults.Clear();
        await AssertEndsAsync(Server, $"{path} {post}");
        Assert.Equal(["stripe-prices.json"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    private System.Diagnostics.Process Start()
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "PaymentSafety.Tool.dll"), "prices", "apply", "--yes", "--mode", "live", "--project-directory", Folder,
            "--stripe-api", Server.Address.ToString(), "--local-stripe",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PAYMENTSAFETY_PRICES_KEY_LIVE"] = ShopScenario.LiveCreationKey;
        // The test itself may run below MSBuild.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(variable);
        return System.Diagnostics.Process.Start(start)!;
    }

    private static async Task WaitAsync(Func<bool> reached, System.Diagnostics.Process tool)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); !reached(); await Task.Delay(5))
            Assert.False(tool.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1), tool.HasExited ? await tool.StandardOutput.ReadToEndAsync() : "the request did not come");
    }

    [Fact]
    public async Task A_map_that_cannot_be_written_is_found_out_before_anything_is_created()
    {
        // Root may write to a read-only file; nobody writes to a folder that has the draft's name.
        Directory.CreateDirectory(MapPath + "." + Environment.ProcessId + ".tmp");

        var run = await ApplyAsync();

        Assert.Equal((1, 0), (run.ExitCode, Posts.Count()));
        Assert.Contains("error PF8008: The price map could not be changed", run.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_maps_permissions_and_a_link_to_it_stay()
    {
        var real = Path.Combine(Folder, "real.json");
        File.Move(MapPath, real);
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(MapPath, "real.json");

        var run = await ApplyAsync();

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal("real.json", File.ResolveLinkTarget(MapPath, returnFinalTarget: false)!.Name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(real));
    }

    private async Task<int> RequestsOfAWholeRunAsync()
    {
        await using var server = await StripeServer.StartAsync();
        Assert.Equal(0, (await RunAsync("", ["prices", "apply", "--yes"], server.Address)).ExitCode);
        return server.Log.Count;
    }

    private async Task AssertEndsAsync(StripeServer server, string when)
    {
        var again = await RunAsync("", ["prices", "apply", "--yes"], server.Address);
        Assert.True(again.ExitCode == 0, $"{when}: {again.Output}");
        AssertComplete(server, when);
    }

    /// <summary>Three prices and two products more than the shop began with, and their ids in the map.</summary>
    private void AssertComplete(StripeServer server, string when)
    {
        var live = server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;
        Assert.True(live.Products.NewestFirst().Count == 4, $"{when}: {live.Products.NewestFirst().Count} products");
        Assert.True(live.Prices.NewestFirst().Count == 6, $"{when}: {live.Prices.NewestFirst().Count} prices");
        var map = File.ReadAllText(MapPath);
        foreach (var key in new[] { "team-monthly", "team-by-the-year", "setup" })
            Assert.Contains($"\"{Assert.Single(live.Prices.NewestFirst(), price => price.LookupKey == key).Id}\"", map, StringComparison.Ordinal);
    }
}

/// <summary>A test of what only Unix has: modes and links that need no rights.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has neither Unix modes nor links without rights";
    }
}
