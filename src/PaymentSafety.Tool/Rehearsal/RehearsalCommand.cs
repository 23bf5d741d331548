using System.CommandLine;
using PaymentSafety.Core;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Code;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Receipts;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Tool.Prices;

namespace PaymentSafety.Tool.Rehearsal;

/// <summary><c>payment-safety rehearsal</c>: from the event types that the code handles, scripts that bring each of them to the app on this computer, and the checklist of going live.</summary>
internal static class RehearsalCommand
{
    private static readonly Option<string?> Assemblies = new("--assemblies") { Description = "The built app and its libraries, separated by semicolons; the newest build below bin by default." };
    private static readonly Option<string?> StripeNet = new("--stripe-net") { Description = "The Stripe.net.dll that the app is built with; the one beside it by default." };
    private static readonly Option<string?> Route = new("--route") { Description = "The webhook's route; found in the code by default." };
    private static readonly Option<string?> Address = new("--address") { Description = "Where the app listens; applicationUrl of launchSettings.json by default." };
    private static readonly Option<string?> Output = new("--output") { Description = "The folder to write to; rehearsal in the project's folder by default." };
    private static readonly Option<string?> Receipt = new("--receipt") { Description = "The file of receipts; obj/paymentsafety/receipt.json by default." };

    public static Command Create()
    {
        var command = new Command("rehearsal", "Writes scripts that rehearse the webhooks with the Stripe CLI, and the checklist of going live.")
        {
            MapOptions.ProjectDirectory, MapOptions.PriceMap, Assemblies, StripeNet, Route, Address, Output, Receipt,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var reporter = new PlainReporter(parsed.InvocationConfiguration.Output, new Redactor());
        var directory = MapOptions.Directory(parsed);
        var project = new SourcePlace(directory, TextPosition.Start);
        try
        {
            var map = PriceMapFile.Read(directory, parsed.GetValue(MapOptions.PriceMap), project).Map;
            if (Plan(parsed, directory, map, reporter, project) is not { } plan)
                return (int)ExitCode.WrongUse;

            var folder = Path.GetFullPath(parsed.GetValue(Output) ?? "rehearsal", directory);
            var receipt = Path.GetFullPath(parsed.GetValue(Receipt) ?? Path.Combine("obj", "paymentsafety", ReceiptFile.Name), directory);
            Directory.CreateDirectory(folder);
            ReportFile.Write(folder, "rehearse.sh", RehearsalScript.Shell(plan));
            ReportFile.Write(folder, "rehearse.ps1", RehearsalScript.PowerShell(plan));
            ReportFile.Write(folder, "go-live.md", GoLiveChecklist.Markdown(plan, ReceiptFile.Read(receipt), map));
            reporter.Say($"PaymentSafety: {plan.App} takes {StateText.Count(plan.Events.Count, "event type")} at {plan.ForwardTo}.");
            foreach (var type in plan.Events)
                reporter.Say($"  {type}{(TriggeredEvents.All.Contains(type) ? "" : " (stripe trigger does not know it)")}");
            reporter.Say($"Wrote rehearse.sh, rehearse.ps1 and go-live.md to {folder}.");
            return (int)ExitCode.Passed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PositionedJsonException or BadImageFormatException or InvalidOperationException)
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.NotRehearsed.At(project, ("reason", exception.Message.TrimEnd('.')), ("fix", "Correct the file"))));
            return (int)ExitCode.WrongUse;
        }
    }

    private static RehearsalPlan? Plan(ParseResult parsed, string directory, PriceMap? map, PlainReporter reporter, SourcePlace project)
    {
        var assemblies = Built(parsed, directory);
        if (assemblies.Count == 0)
            return Refuse("there is no built app below bin", "Build the app first, or name it with --assemblies");

        var beside = Path.Combine(Path.GetDirectoryName(assemblies[0])!, "Stripe.net.dll");
        var stripeNet = parsed.GetValue(StripeNet) ?? (File.Exists(beside) ? beside : null);
        var code = AssemblyReading.Read(assemblies, stripeNet);
        foreach (var (file, reason) in code.Unreadable)
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.CodeUnreadable.At(project, ("file", Path.GetFileName(file)), ("reason", reason.TrimEnd('.')))));
        if (code.Unreadable.Count > 0)
            return null;

        var events = code.EventTypes.Concat(map?.Events.Where(type => type != "*") ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (events.Count == 0)
            return Refuse(stripeNet is null ? "there is no Stripe.net.dll beside the app, which knows the event types" : "the code names no event type of Stripe's", "Name the library with --stripe-net, or the event types in $webhook of the map");

        var (route, candidates) = FindRoute(parsed, assemblies, map);
        if (route is null)
        {
            return Refuse(
                candidates.Count == 0 ? "no route that takes webhooks was found in the code" : $"several routes may be the webhook's: {Words.Some(candidates, 5)}", "Name it with --route");
        }

        var address = LaunchAddress.Of(directory);
        if (parsed.GetValue(Address) is { } asked && !(Uri.TryCreate(asked, UriKind.Absolute, out address) && address.Scheme is ("http" or "https")))
            return Refuse($"'{asked}' is no http or https address", "Write --address http://localhost:5000");
        return new RehearsalPlan(Path.GetFileNameWithoutExtension(assemblies[0]), address, route, events, SecretVariable(code));

        RehearsalPlan? Refuse(string reason, string fix)
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.NotRehearsed.At(project, ("reason", reason), ("fix", fix))));
            return null;
        }
    }

    /// <summary>The assemblies that were named, or the newest that was built of the folder's project.</summary>
    private static List<string> Built(ParseResult parsed, string directory)
    {
        if (parsed.GetValue(Assemblies) is { } named)
            return [.. named.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => Path.GetFullPath(path, directory))];
        var bin = Path.Combine(directory, "bin");
        if (!Directory.Exists(bin))
            return [];
        return
        [
            .. Directory.EnumerateFiles(directory, "*.csproj")
                .SelectMany(file => Directory.EnumerateFiles(bin, Path.GetFileNameWithoutExtension(file) + ".dll", SearchOption.AllDirectories))
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) is not ("ref" or "refint"))
                .OrderByDescending(File.GetLastWriteTimeUtc).Take(1),
        ];
    }

    /// <summary>What was asked for, what the map says, the route whose handler checks a signature, or the only one that is named like a webhook.</summary>
    private static (string? Route, IReadOnlyList<string> Candidates) FindRoute(ParseResult parsed, IReadOnlyList<string> assemblies, PriceMap? map)
    {
        if (parsed.GetValue(Route) is { } asked)
            return (asked.StartsWith('/') ? asked : "/" + asked, []);
        if ((map?.WebhookAddress(StripeMode.Test) ?? map?.WebhookAddress(StripeMode.Live)) is { } written && Uri.TryCreate(written.Text, UriKind.Absolute, out var address))
            return (address.AbsolutePath, []);
        var routes = assemblies.SelectMany(WebhookRoutes.Read).Where(route => !route.Pattern.Contains('{', StringComparison.Ordinal)).ToList();
        var candidates = routes.Where(route => route.ChecksSignature).ToList();
        if (candidates.Count == 0)
            candidates = routes.FindAll(route => route.Pattern.Contains("webhook", StringComparison.OrdinalIgnoreCase) || route.Pattern.Contains("stripe", StringComparison.OrdinalIgnoreCase));
        return (candidates.Count == 1 ? candidates[0].Pattern : null, [.. candidates.Select(route => route.Pattern)]);
    }

    /// <summary>The name that the code reads the secret by, as an environment variable.</summary>
    private static string SecretVariable(CodeFacts code)
    {
        var names = new SettingNames().WebhookSecret;
        var texts = code.Assemblies.SelectMany(assembly => assembly.Texts).ToHashSet(StringComparer.Ordinal);
        return (names.FirstOrDefault(texts.Contains) ?? names[0]).Replace(":", "__", StringComparison.Ordinal);
    }
}
