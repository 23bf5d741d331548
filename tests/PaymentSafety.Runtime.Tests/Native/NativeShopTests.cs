using System.Diagnostics;
using System.Text.RegularExpressions;
using PaymentSafety.Runtime.Tests.Webhooks;

namespace PaymentSafety.Runtime.Tests.Native;

/// <summary>tests/NativeShop, compiled to native code and run: nothing that the library does needs what trimming takes away.</summary>
public sealed partial class NativeShopTests
{
    [NativeFact]
    public async Task A_shop_compiled_to_native_code_checks_its_settings_takes_webhooks_and_masks_its_log()
    {
        var folder = Directory.CreateTempSubdirectory("native-shop-").FullName;
        try
        {
            var (exitCode, output) = await RunAsync("dotnet", ["publish", Path.Combine(Repository.Root, "tests", "NativeShop"), "-c", "Release", "-r", "linux-x64", "-o", folder, "-nologo", "-v", "q"], []);
            // Warnings are errors in this repository, those of the trimmer and the native compiler too.
            Assert.True(exitCode == 0, output);

            var shop = Path.Combine(folder, "NativeShop");
            var (refused, why) = await RunAsync(shop, [], new() { ["DOTNET_ENVIRONMENT"] = "Production", ["Stripe__SecretKey"] = TestKeys.Secret("test"), ["Stripe__WebhookSecret"] = TestEvents.Secret });
            Assert.NotEqual(0, refused);
            Assert.Contains("PF2002 Production uses a test secret key (Stripe:SecretKey = sk_test_…", why, StringComparison.Ordinal);
            Assert.Contains("from the environment", why, StringComparison.Ordinal);

            await ServeAsync(shop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ServeAsync(string shop)
    {
        using var process = Start(shop, [], new()
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Stripe__SecretKey"] = TestKeys.Secret("test"),
            ["Stripe__WebhookSecret"] = TestEvents.Secret,
        });
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var address = Address().Match(await LineAsync(process, "Now listening on", limit.Token)).Value;
            using var client = new HttpClient { BaseAddress = new Uri(address) };

            Assert.Equal("4242 42** **** 4242\nCard ************4242\ndecline_code=expired_card\nClosed\n00:01:40\nTrue", await client.GetStringAsync("/parts", limit.Token));

            var body = TestEvents.Body();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(body) };
            request.Headers.Add("Stripe-Signature", TestEvents.Sign(body, DateTimeOffset.UtcNow, TestEvents.Secret));
            using var response = await client.SendAsync(request, limit.Token);
            Assert.True(response.IsSuccessStatusCode);
            Assert.Contains(":1, paid with ************4242", await LineAsync(process, "Fulfilled fulfil:", limit.Token), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<string> LineAsync(Process process, string part, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException($"The shop ended before it said '{part}'.");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        using var process = Start(program, arguments, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static Process Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A node of MSBuild that waits for the next build would hold the output, which is read to its end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
