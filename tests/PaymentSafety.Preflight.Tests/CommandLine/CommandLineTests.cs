using System.CommandLine;
using PaymentSafety.Core;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Tests.Gate;

namespace PaymentSafety.Preflight.Tests.CommandLine;

public sealed class CommandLineTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task A_check_without_network_passes()
    {
        var (exitCode, output) = await InvokeAsync("check", "--project-directory", _gate.Folder, "--offline", "--mode", "test", "--required", "PATH");

        Assert.Contains("checking test mode (PaymentSafetyMode=test).", output, StringComparison.Ordinal);
        // No key is configured in the environment of the tests: what needs one is told, and nothing is taken for proved.
        Assert.Contains("warning PF2001: Missing configuration", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("Shop.csproj(1,1)", "Shop.csproj")]
    [InlineData("Shop.fsproj(1,1)", "Shop.fsproj", "readme.txt")]
    [InlineData("(1,1)", "Shop.csproj", "Other.csproj")]
    [InlineData("(1,1)")]
    public async Task What_stands_in_no_file_is_told_at_the_folders_only_project(string place, params string[] files)
    {
        foreach (var file in files)
            _gate.Write(file, "");

        var (_, output) = await InvokeAsync("check", "--project-directory", _gate.Folder, "--offline", "--mode", "test");

        Assert.Contains($"{(place[0] == '(' ? _gate.Folder + place : Path.Combine(_gate.Folder, place))}: warning PF2001", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_check_is_exit_code_1()
    {
        Assert.Equal(1, (await InvokeAsync("check", "--project-directory", _gate.Folder, "--offline", "--mode", "live", "--price-map", "none.json")).ExitCode);
    }

    [Theory]
    [InlineData("'PaymentSafetyMode' must be live or test, but is 'prod'.", "--mode", "prod")]
    [InlineData("'PaymentSafetyOnUnknown' must be error, warning or message, but is 'none'.", "--on-unknown", "none")]
    [InlineData("'PaymentSafetyMaxRequests' must be a whole number, 1 or more, but is '0'.", "--max-requests", "0")]
    [InlineData("'PaymentSafetyDeadline' must be a whole number of seconds, 1 or more, but is 'soon'.", "--deadline", "soon")]
    [InlineData("'PaymentSafetySeverity_PF4001' must be none, message, warning or error, but is 'loud'.", "--severity", "PF4001=loud")]
    [InlineData("'PaymentSafetySeverity_PF9999' must be named after a check, but is 'PF9999'.", "--severity", "PF9999=error")]
    public async Task A_setting_that_means_nothing_is_exit_code_3(string message, string option, string value)
    {
        var (exitCode, output) = await InvokeAsync("check", "--project-directory", _gate.Folder, "--offline", option, value);

        Assert.Equal(3, exitCode);
        Assert.Contains($"error PF0005: {message}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ClientKind.None)]
    [InlineData("UseMaui=;RuntimeIdentifier=linux-x64;_SupportedPlatformList=Linux,macOS,browser;TargetFramework=net10.0", ClientKind.None)]
    [InlineData("UseMaui=true;TargetFramework=net10.0-android", ClientKind.MobileApp)]
    [InlineData("UsingMicrosoftNETSdkBlazorWebAssembly=True;UseMaui=", ClientKind.BlazorWebAssembly)]
    public void The_builds_properties_tell_a_client(string properties, ClientKind client) =>
        Assert.Equal(client, CheckCommand.OptionsOf(CheckCommand.Create().Parse(["--project-properties", properties])).Client);

    [Fact]
    public async Task A_command_line_that_cannot_be_read_is_exit_code_3()
    {
        Assert.Equal(3, (await InvokeAsync("check", "--no-such-option")).ExitCode);
        Assert.Equal(3, (await InvokeAsync("no-such-command")).ExitCode);
    }

    [Fact]
    public async Task The_last_record_of_the_protocol_is_done_with_the_exit_code()
    {
        var (exitCode, output) = await InvokeAsync("check", "--protocol", "--project-directory", _gate.Folder, "--offline", "--mode", "prod");

        Assert.EndsWith("##pf:{\"type\":\"done\",\"exit\":3}", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
    }

    [Fact]
    public async Task Init_writes_a_first_map_and_no_second()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_gate.Folder, "new")).FullName;

        Assert.Equal(0, (await InvokeAsync("init", "--project-directory", folder)).ExitCode);
        Assert.Equal(3, (await InvokeAsync("init", "--project-directory", folder)).ExitCode);
        Assert.True(File.Exists(Path.Combine(folder, "stripe-prices.json")));
    }

    private static async Task<(int ExitCode, string Output)> InvokeAsync(params string[] args)
    {
        using var output = new StringWriter();
        var exitCode = await PaymentSafetyCommand.InvokeAsync(args, new InvocationConfiguration { Output = output, Error = output });
        return (exitCode, output.ToString());
    }
}
