using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tool.Tests.Documentation;

/// <summary>docs/from-test-to-live.md is run from top to bottom, on the sample shop and against the stand-in, and every output compared.</summary>
public sealed partial class FromTestToLiveTests : IAsyncLifetime
{
    private const string Regenerate = "PAYMENTSAFETY_REGENERATE";

    private static readonly string Root = RepositoryRoot();

    private readonly string _folder = Directory.CreateTempSubdirectory("afternoon-").FullName;
    private StripeServer _stripe = null!;

    public async Task InitializeAsync()
    {
        // The live side of the account is as empty as on the day before; the endpoint is there.
        var world = ShopScenario.Create();
        var live = world.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;
        foreach (var price in live.Prices.NewestFirst())
            live.Prices.Remove(price.Id);
        foreach (var product in live.Products.NewestFirst())
            live.Products.Remove(product.Id);
        _stripe = await StripeServer.StartAsync(world);
    }

    public async Task DisposeAsync()
    {
        await _stripe.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [SqliteFact]
    public async Task Every_output_of_the_page_is_what_the_command_prints()
    {
        var page = new ConsolePage(Path.Combine(Root, "docs", "from-test-to-live.md"));
        Prepare(page);
        var outputs = new List<string>();
        foreach (var (command, _) in page.Commands())
            outputs.Add(Masked(await RunAsync(command)));

        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
            page.Rewrite(outputs);
        Assert.Equal(page.Commands().Select(step => $"$ {step.Command}\n{step.Output}"), page.Commands().Zip(outputs, (step, output) => $"$ {step.Command}\n{output}"));
    }

    private void Prepare(ConsolePage page)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "samples", "RightShop")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(_folder, "stripe-prices.json"), page.Block("json"));
        // As a build leaves it.
        var bin = Directory.CreateDirectory(Path.Combine(_folder, "bin", "Release", "net10.0")).FullName;
        foreach (var file in new[] { "RightShop.dll", "Stripe.net.dll" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(bin, file));
        File.WriteAllText(
            Path.Combine(_folder, ".env"),
            $"PAYMENTSAFETY_STRIPE_KEY_TEST={ShopScenario.TestRestrictedKey}\nPAYMENTSAFETY_STRIPE_KEY_LIVE={ShopScenario.LiveRestrictedKey}\nSHOP_DATABASE=Data Source={Path.Combine(_folder, "shop.db")}\n");
    }

    private async Task<string> RunAsync(string command)
    {
        var words = command.Split(' ');
        switch (words[0])
        {
            case "payment-safety":
                return await ToolAsync(words[1..]);
            case "head":
                return string.Join('\n', File.ReadLines(Path.Combine(_folder, words[2])).Take(-int.Parse(words[1]))) + "\n";
            default:
                return await ShellAsync(command);
        }
    }

    private async Task<string> ToolAsync(string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var host = new ToolHost(new Dictionary<string, string> { ["PAYMENTSAFETY_PRICES_KEY_LIVE"] = ShopScenario.LiveCreationKey }, new Typing("live", output));
        // Relative to the shop's folder, in which a reader of the page stands.
        arguments = [.. arguments.Select(argument => argument == "obj/paymentsafety" ? Path.Combine(_folder, "obj", "paymentsafety") : argument)];
        string[] stripe = arguments[0] is "check" || arguments is ["prices", "plan" or "apply", ..] ? ["--stripe-api", _stripe.Address.ToString(), "--local-stripe"] : [];
        var exitCode = await ToolCommand.InvokeAsync([.. arguments, "--project-directory", _folder, .. stripe], new InvocationConfiguration { Output = output, Error = output }, host);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {exitCode}\n{output}");
        return output.ToString().ReplaceLineEndings("\n");
    }

    private async Task<string> ShellAsync(string command)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }

    /// <summary>What differs from run to run: the folder, the port, times and durations.</summary>
    private string Masked(string output) =>
        Time().Replace(Seconds().Replace(Port().Replace(output.Replace(_folder + "/", "", StringComparison.Ordinal).Replace(_folder, ".", StringComparison.Ordinal), "127.0.0.1:…"), "… s)"), "…");

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PaymentSafety.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"[0-9.]+ s\)")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?")]
    private static partial Regex Time();

    /// <summary>What a person types shows on the terminal.</summary>
    private sealed class Typing(string word, TextWriter terminal) : TextReader
    {
        public override string? ReadLine()
        {
            terminal.WriteLine(word);
            return word;
        }
    }
}

/// <summary>A test that runs the program sqlite3; without it the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sqlite3", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            Skip = "the program sqlite3 is not on the PATH";
        }
    }
}
