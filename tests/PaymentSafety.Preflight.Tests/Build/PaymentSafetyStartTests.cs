using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PaymentSafety.Build;
using Task = System.Threading.Tasks.Task;

namespace PaymentSafety.Preflight.Tests.Build;

/// <summary>A tool that runs between two tasks: a shell script that says its part, waits for what it is told, and says the rest.</summary>
[Collection(nameof(HostPath))]
public sealed class PaymentSafetyStartTests : IDisposable
{
    private const string Paused = """##pf:{"type":"paused","exit":0}""";
    private const string Done = """##pf:{"type":"done","exit":0}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("task-").FullName;
    private readonly RecordingEngine _engine = new();
    private readonly string? _host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");

    public void Dispose()
    {
        _engine.EndBuild();
        Environment.SetEnvironmentVariable("DOTNET_HOST_PATH", _host);
        Directory.Delete(_folder, recursive: true);
    }

    [UnixFact]
    public void One_tool_runs_before_the_compiler_and_goes_on_after_it()
    {
        UseScript($"""
            echo '##pf:{Say("early")}'
            echo '{Paused}'
            while read -r line && [ "$line" != go ]; do echo "$line" >> '{_folder}/told'; done
            echo '##pf:{Say("late")}'
            echo '{Done}'
            """);

        Assert.True(Start().Execute());
        Assert.True(Check().Execute());
        Assert.Contains("early", _engine.Messages);
        Assert.DoesNotContain("late", _engine.Messages);
        Assert.Equal(1, _engine.Kept);

        Assert.True(Check(App()).Execute());
        Assert.Contains("late", _engine.Messages);
        Assert.Equal("assemblies=/a b/Shop.dll;/Lib.dll\n", File.ReadAllText(Path.Combine(_folder, "told")));
        Assert.Equal(0, _engine.Kept);
        Assert.Equal(1, Starts);
    }

    [UnixFact]
    public async Task A_tool_that_waits_ends_with_a_build_that_compiles_nothing()
    {
        UseScript($"echo '{Paused}'\nread -r line\necho ended > '{_folder}/ended'");
        Assert.True(Start().Execute());
        Assert.True(Check().Execute());

        _engine.EndBuild();

        await MustEndAsync();
        Assert.True(File.Exists(Path.Combine(_folder, "ended")), "It was not left the time to end by itself.");
    }

    [UnixFact]
    public async Task A_tool_that_is_at_work_ends_with_a_build_that_breaks_off()
    {
        UseScript("exec sleep 600");
        Assert.True(Start().Execute());

        _engine.EndBuild();

        await MustEndAsync();
    }

    [UnixFact]
    public async Task A_check_that_is_cancelled_ends_the_tool_and_says_nothing()
    {
        UseScript("exec sleep 600");
        Assert.True(Start().Execute());
        var check = Check();
        var heard = Task.Run(check.Execute);
        await Task.Delay(TimeSpan.FromMilliseconds(100));

        check.Cancel();

        Assert.False(await heard.WaitAsync(Patience));
        Assert.Empty(_engine.Errors);
        Assert.Empty(_engine.Warnings);
        await MustEndAsync();
    }

    [UnixFact]
    public async Task What_the_first_part_refuses_is_refused_and_not_waited_for()
    {
        UseScript($$"""
            echo '##pf:{"type":"diagnostic","severity":"error","code":"PF4001","text":"No such price."}'
            echo '{{Paused}}'
            exec sleep 600
            """);
        Assert.True(Start().Execute());

        Assert.False(Check().Execute());

        Assert.Equal("PF4001", Assert.Single(_engine.Errors).Code);
        Assert.Equal(0, _engine.Kept);
        await MustEndAsync();
    }

    [UnixTheory]
    [InlineData("echo '{0}'; exit 137")]
    [InlineData("echo '{0}'; read -r line; exit 0")]
    [InlineData("echo '{0}'; read -r line; kill -9 $$")]
    public void A_tool_that_is_gone_when_the_app_is_compiled_is_an_error(string script)
    {
        UseScript(string.Format(CultureInfo.InvariantCulture, script, Paused));
        Assert.True(Start().Execute());
        Assert.True(Check().Execute());

        Assert.False(Check(App()).Execute());

        Assert.Equal("PF0003", Assert.Single(_engine.Errors).Code);
        Assert.Equal(0, _engine.Kept);
    }

    [UnixFact]
    public void A_pause_with_a_failure_that_nobody_told_is_an_error()
    {
        UseScript("""echo '##pf:{"type":"paused","exit":1}'""");
        Assert.True(Start().Execute());

        Assert.False(Check().Execute());

        Assert.Equal("PF0003", Assert.Single(_engine.Errors).Code);
    }

    [UnixFact]
    public void A_tool_that_is_not_found_is_started_again_with_all_that_is_known()
    {
        UseScript($"echo '{Done}'");

        Assert.True(Check(App()).Execute());

        Assert.Contains("--assemblies\n/a b/Shop.dll;/Lib.dll\n", File.ReadAllText(Path.Combine(_folder, "arguments")), StringComparison.Ordinal);
    }

    [UnixFact]
    public void What_could_not_be_ended_with_the_build_is_not_started_ahead()
    {
        UseScript($"echo '{Done}'");
        var start = Start();
        start.Run = "";

        Assert.True(start.Execute());
        Assert.Equal(0, Starts);

        var check = Check();
        check.Run = "";
        Assert.True(check.Execute());
        Assert.Equal(1, Starts);
    }

    [Fact]
    public void A_tool_that_is_missing_is_told_before_the_build()
    {
        var start = new PaymentSafetyStart { BuildEngine = _engine, Run = "run", ToolAssembly = Path.Combine(_folder, "none.dll"), ProjectFile = Path.Combine(_folder, "shop.csproj") };

        Assert.False(start.Execute());

        Assert.Equal("PF0001", Assert.Single(_engine.Errors).Code);
    }

    private int Starts => File.Exists(Path.Combine(_folder, "pids")) ? File.ReadAllLines(Path.Combine(_folder, "pids")).Length : 0;

    private static string Say(string text) => $$"""{"type":"say","text":"{{text}}"}""";

    private static ITaskItem[] App() =>
        [new TaskItem("assemblies", new Dictionary<string, string> { ["Value"] = "/a b/Shop.dll;/Lib.dll" }), new TaskItem("stripe-net", new Dictionary<string, string> { ["Value"] = "" })];

    private PaymentSafetyStart Start() => new() { BuildEngine = _engine, Run = "run", ToolAssembly = Tool, ProjectFile = Path.Combine(_folder, "shop.csproj") };

    private PaymentSafetyCheck Check(params ITaskItem[] app) => new() { BuildEngine = _engine, Run = "run", App = app, ToolAssembly = Tool, ProjectFile = Path.Combine(_folder, "shop.csproj") };

    private string Tool => Path.Combine(_folder, "tool.dll");

    private void UseScript(string script)
    {
        var dotnet = Path.Combine(_folder, "dotnet");
        File.WriteAllText(dotnet, $"#!/bin/sh\necho $$ >> '{_folder}/pids'\nprintf '%s\\n' \"$@\" > '{_folder}/arguments'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("DOTNET_HOST_PATH", dotnet);
        File.WriteAllText(Tool, "");
    }

    private async Task MustEndAsync()
    {
        var clock = Stopwatch.StartNew();
        var pids = Path.Combine(_folder, "pids");
        while (!File.Exists(pids) || File.ReadAllLines(pids).Any(IsRunning))
        {
            Assert.True(clock.Elapsed < Patience, "The tool is still there.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
            // Ended before its first line: then it left no number.
            if (!File.Exists(pids) && clock.Elapsed > TimeSpan.FromSeconds(2))
                return;
        }
    }

    private static bool IsRunning(string pid)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
