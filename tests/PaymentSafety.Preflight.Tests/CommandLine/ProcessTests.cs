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

    private Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (var arg in (string[])["exec", typeof(PreflightOptions).Assembly.Location, "check", "--project-directory", _gate.Folder, "--stripe-api", _gate.Server.Address.ToString(), "--local-stripe", "--mode", "live", .. args])
            start.ArgumentList.Add(arg);
        start.Environment["STRIPE_SECRET_KEY"] = ShopScenario.LiveRestrictedKey;
        return Process.Start(start)!;
    }
}
