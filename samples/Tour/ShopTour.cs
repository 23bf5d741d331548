using PaymentSafety.CommandLine;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tour;

/// <summary>The tour: packs PaymentSafety, and uses the package as a shop does.</summary>
internal sealed class ShopTour(Screen screen, TourFolder folder)
{
    /// <summary>What the wrong shop must be told, whatever else it is told.</summary>
    private static readonly string[] WrongShopCodes = ["PAY1001", "PAY1003", "PAY2001", "PAY3001", "PAY3002"];

    private static readonly Refusal[] Refusals =
    [
        new("wrong-price", "The same shop with one wrong price id", "PF4001 names the plan and points at the id in the map. Nothing is published.",
            (ShopScenario.LiteLivePrice, ShopScenario.LiteLivePrice[..^1] + "1"), ShopScenario.LiveRestrictedKey, "PF4001"),
        new("test-key", "The same shop with a test key in production", "PF2002 names the setting and where it comes from; the key itself is masked. Stripe is not even asked.",
            null, ShopScenario.TestSecretKey, "PF2002"),
        new("archived-price", "The same shop with an archived price", "PF4004: the price exists, but nobody can buy with it.",
            (ShopScenario.ProLivePrice, ShopScenario.ArchivedLivePrice), ShopScenario.LiveRestrictedKey, "PF4004"),
    ];

    private readonly Dotnet _dotnet = new(folder.Repository, new Dictionary<string, string>());
    private readonly List<StepResult> _results = [];
    private readonly List<string> _printed = [];

    private static int Steps => 3 + Refusals.Length;

    private string Position => $"{_results.Count + 1}/{Steps}";

    /// <returns>Whether everything behaved as described.</returns>
    /// <exception cref="OperationCanceledException">The tour was stopped.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        screen.Line("PaymentSafety, from the package to the publish. Everything happens below artifacts/tour.");
        folder.Prepare(ShopScenario.TestSecretKey);
        await using var stripe = await StripeServer.StartAsync();
        screen.Said($"In place of Stripe, a stand-in answers on {stripe.Address} until the end of the tour.");

        await PackAsync(cancellationToken);
        await BuildWrongShopAsync(cancellationToken);
        await PublishRightShopAsync(stripe, cancellationToken);
        foreach (var refusal in Refusals)
            await RefuseAsync(refusal, stripe, cancellationToken);
        return Summarize(clock.Elapsed);
    }

    private async Task PackAsync(CancellationToken cancellationToken)
    {
        screen.Heading(Position, "The package is made", "one file is all that a shop installs: analyzers, their fixes and the gate. The first build takes the longest.");
        var run = await RunAsync(["pack", "src/PaymentSafety", "-c", "Release", $"-p:PackageVersion={folder.Version}", "-o", folder.Shown(folder.Feed)], null, cancellationToken);
        var made = run.ExitCode == 0 && File.Exists(folder.Package);
        if (made)
            screen.Said($"{Path.GetFileName(folder.Package)}, {new FileInfo(folder.Package).Length / 1024} kB");
        Conclude("The package is made", made ? "packed" : "not packed", run, made ? [] : [$"dotnet pack ended with exit code {run.ExitCode}"]);
        if (!made)
            throw new TourBrokenOffException("There is no package to go on with.");
    }

    private async Task BuildWrongShopAsync(CancellationToken cancellationToken)
    {
        const string title = "A shop that is wrong on purpose is built";
        screen.Heading(Position, title, "each line has a file, a line, a code, and what to do instead. The errors stop the build; in CI (CI=true) the warnings do too.");
        var run = await RunAsync(["build", folder.Shown(folder.WrongShop), "-c", "Release"], null, cancellationToken);
        var own = run.Messages.Where(message => message.Code.StartsWith("PAY", StringComparison.Ordinal)).ToList();
        foreach (var message in own.OrderBy(message => message.Code, StringComparer.Ordinal))
            screen.Message(message);

        var codes = own.Select(message => message.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        var problems = WrongShopCodes.Except(codes).Select(code => $"{code} was not reported").ToList();
        if (run.ExitCode == 0)
            problems.Add("the build went through");
        problems.AddRange(run.Errors.Except(own).Select(error => $"an error that is not ours: {error.Code} {error.Text}"));
        Conclude(title, string.Join(' ', codes), run, problems);
    }

    private async Task PublishRightShopAsync(StripeServer stripe, CancellationToken cancellationToken)
    {
        const string title = "The same shop, made right, is published";
        screen.Heading(Position, title, "before a file is written, the gate reads the shop's settings and price map, and asks Stripe about each live price.");
        var target = folder.PublishFolder("right");
        var before = stripe.Log.Count;
        var run = await RunAsync(PublishArguments(stripe, target), ShopKey(ShopScenario.LiveRestrictedKey), cancellationToken);
        Gate(run);
        var files = Directory.Exists(target) ? Directory.GetFiles(target, "*", SearchOption.AllDirectories).Length : 0;
        screen.Said($"Published: {files} files. The stand-in was asked {stripe.Log.Count - before} times.");

        var problems = run.Messages.Select(message => $"{message.Level} {message.Code}: {message.Text}").ToList();
        if (run.ExitCode != 0)
            problems.Add($"dotnet publish ended with exit code {run.ExitCode}");
        if (!File.Exists(Path.Combine(target, "RightShop.dll")))
            problems.Add("the shop was not published");
        if (stripe.Log.Count == before)
            problems.Add("the stand-in was not asked");
        Conclude(title, $"{files} files", run, problems);
    }

    private async Task RefuseAsync(Refusal refusal, StripeServer stripe, CancellationToken cancellationToken)
    {
        screen.Heading(Position, refusal.Title, refusal.Look);
        var (file, line) = ("RightShop.csproj", 1);
        var right = File.ReadAllText(folder.PriceMap);
        if (refusal.Replace is { } change)
        {
            (file, line) = ("stripe-prices.json", right[..right.IndexOf(change.Old, StringComparison.Ordinal)].Count(character => character == '\n') + 1);
            File.WriteAllText(folder.PriceMap, right.Replace(change.Old, change.New, StringComparison.Ordinal));
            screen.Said($"Changed for this publish: line {line} of stripe-prices.json, to {change.New}");
        }

        var target = folder.PublishFolder(refusal.Name);
        var before = stripe.Log.Count;
        var run = await RunAsync([.. PublishArguments(stripe, target), "--no-restore"], ShopKey(refusal.Key), cancellationToken);
        File.WriteAllText(folder.PriceMap, right);
        Gate(run);
        screen.Said($"Published: nothing. Exit code {run.ExitCode}. The stand-in was asked {stripe.Log.Count - before} times.");

        var problems = new List<string>();
        if (run.ExitCode == 0)
            problems.Add("dotnet publish went through");
        if (Directory.Exists(target))
            problems.Add("files were published");
        if (run.Errors.FirstOrDefault(error => error.Code == refusal.Code) is not { } told)
            problems.Add($"{refusal.Code} was not reported");
        else if (told.FileName != file || told.Line != line)
            problems.Add($"{refusal.Code} points at {told.FileName}({told.Line}), not at {file}({line})");
        problems.AddRange(run.Errors.Where(error => error.Code != refusal.Code).Select(error => $"an error that was not expected: {error.Code} {error.Text}"));
        Conclude(refusal.Title, "refused: " + refusal.Code, run, problems);
    }

    /// <summary>What a shop would not write: it has Stripe's own address, and a real key.</summary>
    private string[] PublishArguments(StripeServer stripe, string target) =>
        ["publish", folder.Shown(folder.RightShop), "-o", folder.Shown(target), "-p:PaymentSafetyLocalStripe=true", $"-p:PaymentSafetyStripeApi={stripe.Address.GetLeftPart(UriPartial.Authority)}"];

    private static Dictionary<string, string> ShopKey(string key) => new() { ["Stripe__SecretKey"] = key };

    private async Task<DotnetRun> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables, CancellationToken cancellationToken)
    {
        string[] all = [.. arguments];
        screen.Command("dotnet " + string.Join(' ', all));
        var run = await _dotnet.RunAsync(all, variables, cancellationToken);
        _printed.AddRange(run.Lines);
        return run;
    }

    private void Gate(DotnetRun run)
    {
        foreach (var line in run.Lines.Select(line => line.Trim()).Where(line => line.StartsWith("PaymentSafety:", StringComparison.Ordinal)))
            screen.Said(line);
        foreach (var message in run.Messages)
            screen.Message(message);
    }

    private void Conclude(string title, string outcome, DotnetRun run, IReadOnlyList<string> problems)
    {
        _results.Add(new StepResult(title, outcome, run.Took, problems));
        if (problems.Count == 0)
            return;
        screen.Line("      NOT AS IT SHOULD BE: " + string.Join("; ", problems));
        foreach (var line in run.Lines.TakeLast(40))
            screen.Line("        | " + line);
    }

    private bool Summarize(TimeSpan took)
    {
        string[] keys = [ShopScenario.LiveRestrictedKey, ShopScenario.TestSecretKey];
        var leaks = _printed.Count(line => keys.Any(key => line.Contains(key, StringComparison.Ordinal)));

        screen.Line();
        screen.Line("Summary");
        foreach (var result in _results)
            screen.Line($"  {(result.Problems.Count == 0 ? "ok    " : "FAILED")}  {result.Title,-46}  {result.Outcome,-42}  {result.Took.TotalSeconds,5:0.0} s");
        screen.Line($"  {(leaks == 0 ? "ok    " : "FAILED")}  {"The keys in what was printed",-46}  {leaks} of {_printed.Count} lines");
        var right = leaks == 0 && _results.All(result => result.Problems.Count == 0);
        screen.Line();
        screen.Line(right
            ? $"Everything behaved as described, in {took.TotalSeconds:0} s. README.md goes on with how to install it."
            : "Something did not behave as described; it stands above, at NOT AS IT SHOULD BE.");
        return right;
    }
}
