using System.Diagnostics;
using System.Globalization;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.CommandLine;

/// <summary>The tool as a process: how it ends when it is told to, and when nobody waits for it any more.</summary>
[Collection(nameof(HostPath))]
public sealed class ProcessTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task The_shop_passes_with_the_key_of_the_environment()
    {
        using var tool = Start("--protocol");
        var output = await tool.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.True(tool.ExitCode == 0, output);
        Assert.EndsWith("##pf:{\"type\":\"done\",\"exit\":0}", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(5, _gate.Server.Log.Count);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_it_within_a_second_and_proves_nothing(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        _gate.Server.Faults.Add(Fault.Hang());
        using var tool = Start("--protocol");
        await _gate.Server.Log.WaitForAsync(1);

        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-" + signal, tool.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await tool.WaitForExitAsync().WaitAsync(Patience);

        // Generous for a machine that is busy with other tests; what is asserted is that no try is waited for.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(2, tool.ExitCode);
        var output = await tool.StandardOutput.ReadToEndAsync();
        Assert.Contains("PF0007", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_the_process_that_it_works_for_is_gone()
    {
        if (OperatingSystem.IsWindows())
            return;
        _gate.Server.Faults.Add(Fault.Hang());
        using var parent = Process.Start("sleep", ["600"]);
        using var tool = Start("--protocol", "--parent", parent.Id.ToString(CultureInfo.InvariantCulture));
        await _gate.Server.Log.WaitForAsync(1);

        parent.Kill();
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(2, tool.ExitCode);
    }

    [Fact]
    public async Task It_does_not_start_to_work_for_a_process_that_is_gone_already()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var parent = Process.Start("true");
        await parent.WaitForExitAsync();

        using var tool = Start("--protocol", "--parent", parent.Id.ToString(CultureInfo.InvariantCulture));
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(2, tool.ExitCode);
        Assert.Equal(0, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task It_waits_for_the_app_to_be_compiled_and_goes_on_with_it()
    {
        var reports = Path.Combine(_gate.Folder, "obj");
        using var tool = Start("--protocol", "--goes-on", "--report-directory", reports);
        await ReadToAsync(tool, "##pf:{\"type\":\"paused\",\"exit\":0}");
        Assert.Equal(5, _gate.Server.Log.Count);

        await tool.StandardInput.WriteAsync($"assemblies={typeof(ProcessTests).Assembly.Location}\nsomething=new\ngo\n");
        await tool.StandardInput.FlushAsync();
        var rest = await tool.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.EndsWith($"##pf:{{\"type\":\"done\",\"exit\":{tool.ExitCode}}}", rest.TrimEnd(), StringComparison.Ordinal);
        // This assembly names test prices and keys: what only the compiled app tells.
        Assert.Contains("PF7001", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("checking live mode", rest, StringComparison.Ordinal);
        Assert.Equal(5, _gate.Server.Log.Count);
        Assert.Contains("PF7001", await File.ReadAllTextAsync(Path.Combine(reports, "preflight.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_nothing_is_compiled_and_its_result_stays()
    {
        var reports = Path.Combine(_gate.Folder, "obj");
        using var tool = Start("--protocol", "--goes-on", "--report-directory", reports);
        await ReadToAsync(tool, "##pf:{\"type\":\"paused\",\"exit\":0}");

        tool.StandardInput.Close();
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(0, tool.ExitCode);
        Assert.True(File.Exists(Path.Combine(reports, "preflight.json")));
    }

    [Fact]
    public async Task It_does_not_wait_for_a_compiler_when_the_publish_is_refused()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        using var tool = Start("--protocol", "--goes-on");

        var output = await tool.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.EndsWith("##pf:{\"type\":\"done\",\"exit\":1}", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("paused", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_it_while_it_waits(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tool = Start("--protocol", "--goes-on");
        await ReadToAsync(tool, "##pf:{\"type\":\"paused\",\"exit\":0}");

        using (var kill = Process.Start("kill", ["-" + signal, tool.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await tool.WaitForExitAsync().WaitAsync(Patience);

        // 2 by itself, or the signal's own code where a busy machine did not leave it half a second.
        Assert.NotEqual(0, tool.ExitCode);
    }

    [Fact]
    public async Task It_ends_while_it_waits_when_the_process_that_it_works_for_is_gone()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var parent = Process.Start("sleep", ["600"]);
        using var tool = Start("--protocol", "--goes-on", "--parent", parent.Id.ToString(CultureInfo.InvariantCulture));
        await ReadToAsync(tool, "##pf:{\"type\":\"paused\",\"exit\":0}");

        parent.Kill();
        await tool.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(2, tool.ExitCode);
    }

    private static async Task ReadToAsync(Process tool, string end)
    {
        while (await tool.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line == end)
                return;
        }

        Assert.Fail($"The tool ended without '{end}'.");
    }

    private Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var arg in (string[])["exec", typeof(PreflightOptions).Assembly.Location, "check", "--project-directory", _gate.Folder, "--stripe-api", _gate.Server.Address.ToString(), "--local-stripe", "--mode", "live", .. args])
            start.ArgumentList.Add(arg);
        start.Environment["STRIPE_SECRET_KEY"] = ShopScenario.LiveRestrictedKey;
        return Process.Start(start)!;
    }
}
