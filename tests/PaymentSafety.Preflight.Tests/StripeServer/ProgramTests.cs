using System.Diagnostics;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StandIn;

public class ProgramTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_prints_its_address_serves_the_shop_and_ends_with_its_input()
    {
        using var process = Start("--scenario", "shop", "--port", "0", "--fault", "503@/v1/balance*1", "--print-keys");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
            var address = new Uri(line!);
            Assert.Equal("127.0.0.1", address.Host);

            for (var i = 0; i < ShopScenario.Keys.Count; i++)
            {
                var key = (await process.StandardOutput.ReadLineAsync().WaitAsync(Limit))!.Split('=');
                Assert.Equal(ShopScenario.Keys[key[0]], key[1]);
            }

            using var http = new HttpClient();
            Assert.Equal(503, (int)(await StripeServerAnswer.GetAsync(http, new Uri(address, "/v1/balance"), ShopScenario.LiveSecretKey)).Status);
            var price = await StripeServerAnswer.GetAsync(http, new Uri(address, "/v1/prices/" + ShopScenario.LiteLivePrice), ShopScenario.LiveRestrictedKey);
            Assert.Equal(900, price.Json["unit_amount"]!.GetValue<int>());

            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Limit);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--scenario", "bank")]
    [InlineData("--fault", "flood")]
    [InlineData("--fault", "200")]
    [InlineData("--fault", "hang@prices")]
    public async Task Wrong_use_is_said_with_the_right_one(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(3, process.ExitCode);
        Assert.Contains("StripeServer [--port N]", errors, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(StripeServer).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
