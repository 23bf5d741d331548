using System.Diagnostics;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Processes;

/// <summary>The tool runs beside MSBuild, from before the build until the first file is copied: once, and never longer than the build.</summary>
public sealed class ToolLifetimeTests : IClassFixture<StripeAndShop>
{
    private const string Program = "Program.cs";
    private const string Compiling = "compiling";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public ToolLifetimeTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        // A compiler that takes long, where a test asks for it.
        _shop.Write("Directory.Build.targets", $$"""
            <Project>
              <Target Name="CompileForLong" AfterTargets="CoreCompile" Condition="'$(CompilesForLong)' == 'true'">
                <Exec Command="touch {{Compiling}}; while [ -e {{Compiling}} ]; do sleep 0.1; done" />
              </Target>
            </Project>
            """);
    }

    [Theory]
    [InlineData("-m:1")]
    [InlineData("-mt")]
    public async Task It_is_started_once_for_a_publish(string argument)
    {
        var run = (await _shop.PublishAsync(_stripe, argument, "-v:detailed")).MustSucceed();
        Assert.Equal(1, Starts(run));

        var withoutBuild = (await _shop.PublishAsync(_stripe, argument, "-v:detailed", "--no-build")).MustSucceed();
        Assert.Equal(1, Starts(withoutBuild));
    }

    [LinuxFact]
    public async Task It_ends_with_a_build_that_does_not_compile_and_what_it_found_was_told()
    {
        var right = _shop.Read(Program);
        _shop.Write(Program, right + "\nnot C#");
        try
        {
            _shop.Write(Shop.MapName, Maps.ArchivedPrice);
            var run = (await _shop.PublishAsync(_stripe, "-p:PaymentSafetySeverity_PF4004=warning")).MustFail();

            Assert.Contains(run.Messages, message => message is { Level: "warning", Code: "PF4004" });
            Assert.All(run.Errors, error => Assert.StartsWith("CS", error.Code, StringComparison.Ordinal));
            Assert.Empty(ToolProcesses.With(_shop.Folder));
            Assert.Contains("PF4004", _shop.Read("obj/paymentsafety/preflight.json"), StringComparison.Ordinal);
            Assert.Empty(_shop.Published);
        }
        finally
        {
            _shop.Write(Program, right);
        }
    }

    [LinuxTheory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Kill)]
    public async Task It_ends_with_a_build_that_is_stopped_while_it_compiles(int signal)
    {
        using var publish = _shop.StartDotnet(
            ["publish", "--no-restore", "-o", _shop.PublishFolder, "-p:CompilesForLong=true", .. Shop.Asking(_stripe.Address)], Shop.LiveKey, Signals.AsAtATerminal);
        try
        {
            await CompilingAsync(publish);
            Assert.Single(ToolProcesses.With(_shop.Folder));

            Assert.Equal(0, Signals.Send(publish.Id, signal));

            Assert.True(await ToolProcesses.AreGoneAsync(_shop.Folder, Patience), "The tool goes on without its build. " + string.Join(Environment.NewLine, publish.Lines));
        }
        finally
        {
            File.Delete(_shop.PathOf(Compiling));
            await publish.WaitAsync(new CancellationTokenSource(Patience).Token);
            publish.Kill();
        }

        Assert.Empty(_shop.Published);
    }

    private static int Starts(DotnetRun run) => run.Lines.Count(line => line.Contains("payment-safety.dll check --protocol", StringComparison.Ordinal));

    private async Task CompilingAsync(RunningDotnet publish)
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(_shop.PathOf(Compiling)))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "It did not come to the compiler. " + string.Join(Environment.NewLine, publish.Lines));
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
