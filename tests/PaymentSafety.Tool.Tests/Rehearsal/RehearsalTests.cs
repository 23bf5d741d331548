using System.CommandLine;
using System.Diagnostics;
using PaymentSafety.Tests.Stripe;
using PaymentSafety.Tool.Rehearsal;
using PaymentSafety.Tool.Tests.Rehearsal.Sample;

namespace PaymentSafety.Tool.Tests.Rehearsal;

public sealed class RehearsalTests : IDisposable
{
    private static readonly string App = typeof(SampleShop).Assembly.Location;

    private readonly string _folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Routes_are_found_with_their_groups_and_controllers()
    {
        var routes = WebhookRoutes.Read(App).Select(route => route.Pattern);

        Assert.Equal(
            ["/Billing/api/second", "/Billing/api/stripe/Receive", "/api/v1/payments/stripe-events", "/events/stripe", "/from-the-root", "/hooks", "/orders/{plan}"],
            routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_route_whose_handler_checks_the_signature_is_known() =>
        Assert.Equal("/events/stripe", Assert.Single(WebhookRoutes.Read(App), route => route.ChecksSignature).Pattern);

    [Fact]
    public async Task Scripts_hold_the_events_the_route_the_port_and_the_name_of_the_secret()
    {
        Write("Properties/launchSettings.json", """{ "profiles": { "IIS": { "commandName": "IISExpress" }, "shop": { "commandName": "Project", "applicationUrl": "https://localhost:7123;http://0.0.0.0:5123" } } }""");

        var run = await RunAsync("--assemblies", App);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("takes 3 event types at http://localhost:5123/events/stripe.", run.Output, StringComparison.Ordinal);
        var script = Read("rehearse.sh");
        Assert.Contains("stripe listen --skip-update --events 'balance_settings.updated,checkout.session.completed,invoice.paid' --forward-to 'http://localhost:5123/events/stripe' &", script, StringComparison.Ordinal);
        Assert.Contains("\nstripe trigger 'checkout.session.completed'\nstripe trigger 'invoice.paid'\n", script, StringComparison.Ordinal);
        Assert.Contains("stripe trigger does not know balance_settings.updated", script, StringComparison.Ordinal);
        Assert.Contains("Stripe__EndpointSecret=\"$(stripe listen --print-secret)\" dotnet run", script, StringComparison.Ordinal);
        Assert.Contains("--forward-to', 'http://localhost:5123/events/stripe'", Read("rehearse.ps1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_and_the_command_line_say_the_route_before_the_code()
    {
        Write("stripe-prices.json", """{ "$webhook": { "test": "https://staging.example.com/from-the-map", "events": [ "charge.refunded" ] }, "a": { "test": null, "live": null } }""");

        Assert.Contains("4 event types at http://localhost:5000/from-the-map.", (await RunAsync("--assemblies", App)).Output, StringComparison.Ordinal);
        Assert.Contains("at http://127.0.0.1:8080/other.", (await RunAsync("--assemblies", App, "--route", "other", "--address", "http://127.0.0.1:8080")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no built app below bin")]
    [InlineData("'Shop.dll' could not be read", "--assemblies", "Shop.dll")]
    [InlineData("the code names no event type", "--assemblies", "xunit.core.dll", "--stripe-net", "Stripe.net.dll")]
    public async Task What_is_missing_is_told_and_nothing_is_written(string reason, params string[] arguments)
    {
        Write("Shop.dll", "no assembly");

        var run = await RunAsync([.. arguments.Select(argument => argument is "xunit.core.dll" or "Stripe.net.dll" ? Path.Combine(AppContext.BaseDirectory, argument) : argument)]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "rehearsal")));
    }

    [Fact]
    public async Task The_checklist_marks_what_the_last_runs_proved_and_leaves_the_rest_open()
    {
        await using var stripe = await StripeServer.StartAsync();
        Write("stripe-prices.json", $$"""{ "lite-monthly": { "test": null, "live": "{{ShopScenario.LiteLivePrice}}", "unit_amount": 800, "credits": 360 } }""");
        Write(".env", $"STRIPE_SECRET_KEY={ShopScenario.LiveRestrictedKey}\n");
        await InvokeAsync("check", "--mode", "live", "--stripe-api", stripe.Address.ToString(), "--local-stripe", "--report-directory", Path.Combine(_folder, "obj", "paymentsafety"));

        await RunAsync("--assemblies", App);

        var page = Read("go-live.md");
        Assert.Contains("## Test mode\n\n- [ ] The gate has not run in this mode yet.", page, StringComparison.Ordinal);
        Assert.Contains($"- [ ] The gate passed, asking {stripe.Address} instead of Stripe: nothing was proved", page, StringComparison.Ordinal);
        Assert.Contains("- [x] It read the price map as it is now", page, StringComparison.Ordinal);
        Assert.Contains("#pf4007) failed", page, StringComparison.Ordinal);
        Assert.Contains("- [ ] The billing address and the tax on an invoice are right.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey, page, StringComparison.Ordinal);

        Write("stripe-prices.json", """{ "lite-monthly": { "test": null, "live": null } }""");
        await RunAsync("--assemblies", App);
        Assert.Contains("- [ ] It read the price map as it is now: the map was changed since", Read("go-live.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_runs_and_ends_its_forwarding()
    {
        if (OperatingSystem.IsWindows())
            return;
        await RunAsync("--assemblies", App);
        // In the place of the CLI, a program that writes down how it was called; sleeping is cut short.
        Write("bin/stripe", "#!/bin/sh\necho \"$@\" >> \"$CALLS\"\n[ \"$1\" = listen ] && exec sleep 60\nexit 0\n");
        Write("bin/sleep", "#!/bin/sh\n[ \"$1\" = 60 ] && exec /bin/sleep 60\nexit 0\n");
        File.SetUnixFileMode(Path.Combine(_folder, "bin", "stripe"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(Path.Combine(_folder, "bin", "sleep"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(0, await ShellAsync(""));
        var calls = await File.ReadAllLinesAsync(Path.Combine(_folder, "calls"));
        Assert.Contains("trigger checkout.session.completed", calls);
        Assert.Contains(calls, call => call.StartsWith("listen --skip-update --events balance_settings.updated,", StringComparison.Ordinal));

        Assert.Equal(3, await ShellAsync("sk_" + "live_" + "x"));
    }

    [StripeCliFact]
    public async Task The_CLI_triggers_what_the_list_says()
    {
        using var cli = new StripeCli(new Uri("http://127.0.0.1:9"), ShopScenario.TestSecretKey);

        var help = await cli.RunAsync("trigger", "--help");

        var known = help.Split('\n').SkipWhile(line => !line.StartsWith("Supported events", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Trim().Length > 0).Select(line => line.Trim());
        Assert.Equal(known.Order(StringComparer.Ordinal), TriggeredEvents.All.Order(StringComparer.Ordinal));
    }

    private async Task<int> ShellAsync(string apiKey)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.ArgumentList.Add(Path.Combine("rehearsal", "rehearse.sh"));
        start.Environment["PATH"] = Path.Combine(_folder, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["CALLS"] = Path.Combine(_folder, "calls");
        start.Environment["STRIPE_API_KEY"] = apiKey;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        // Ends only when the forwarding, which holds the same output, has ended too.
        await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(20));
        return process.ExitCode;
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => InvokeAsync("rehearsal", arguments);

    private async Task<(int ExitCode, string Output)> InvokeAsync(string command, params string[] arguments)
    {
        using var output = new StringWriter();
        var exitCode = await ToolCommand.InvokeAsync([command, "--project-directory", _folder, .. arguments], new InvocationConfiguration { Output = output, Error = output });
        return (exitCode, output.ToString());
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, "rehearsal", name));

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
