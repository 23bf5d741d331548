using System.CommandLine;
using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Tool.Database;

namespace PaymentSafety.Tool;

/// <summary><c>payment-safety doctor</c>: what the gate sees, and why: environment, files, keys by their masked form, map, and how Stripe answers.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = CheckCommand.CreateWithoutAction("doctor", "Shows what the gate sees: environment, settings, keys (masked), price map, and whether Stripe answers.");
        command.Add(ToolCommand.Json);
        command.SetAction((parsed, cancellationToken) =>
        {
            var redactor = new Redactor();
            var output = parsed.InvocationConfiguration.Output;
            var reporter = parsed.GetValue(ToolCommand.Json) ? new PlainReporter(parsed.InvocationConfiguration.Error, redactor) : new PlainReporter(output, redactor);
            return RunHost.RunAsync(
                parsed, ToolPlanReaders.OptionsOf, reporter, redactor,
                run =>
                {
                    var seen = Seen(run).ToList();
                    if (parsed.GetValue(ToolCommand.Json))
                        output.WriteLine(redactor.Clean(JsonText.Of(json => seen.ForEach(entry => json.WriteString(entry.Name, entry.Value)))));
                    else
                        seen.ForEach(entry => output.WriteLine(redactor.Clean($"  {entry.Name,-22}{entry.Value}")));
                },
                cancellationToken);
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Seen(PreflightRun run)
    {
        var (facts, result) = (run.Facts!, run.Result!);
        yield return ("tool", JsonReport.Tool);
        yield return ("runtime", System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
        yield return ("mode", $"{facts.Mode.Word()} ({facts.Decision.Reason})");
        yield return ("environment", facts.Decision.EnvironmentName);
        yield return ("settings read from", string.Join(", ", facts.Configuration.Searched));
        yield return ("secret key", Key(facts.Keys.App));
        yield return ("gate's own key", Key(facts.Keys.Own));
        yield return ("key of the other mode", Key(facts.Keys.OtherMode));
        yield return ("publishable key", Key(facts.Keys.Publishable));
        yield return ("webhook secret", facts.Keys.WebhookSecret is { } secret ? $"set ({secret})" : "not set");
        yield return ("price map", facts.Map.Map is { } map ? $"{map.Path} ({Words.Number(map.Plans.Count)} plans)" : "none that can be read");
        yield return ("app's own plans", Plans(facts));
        yield return ("Stripe", Stripe(facts));
        yield return ("account", facts.Stripe.Account?.Value?.Id ?? "not known");
        yield return ("checks", string.Join(", ", Enum.GetValues<CheckStatus>().Select(status => $"{Words.Number(result.Count(status))} {status.ToString().ToLowerInvariant()}")));
    }

    private static string Key(ConfigurationValue? key) => key is null ? "not set" : $"{StripeKeyShape.Mask(key.Value)} ({key})";

    private static string Plans(PreflightFacts facts) => facts.Plans switch
    {
        null => "not asked (PaymentSafetyDatabase, PaymentSafetyPlansFile)",
        { Obstacle: { } obstacle } => $"could not be read ({obstacle.Check.Id})",
        var plans => $"{Words.Number(plans.All.Count)} rows",
    };

    private static string Stripe(PreflightFacts facts) => facts.Stripe switch
    {
        { Offline: true } => "not asked (offline)",
        { Obstacle: { } obstacle } => $"not asked ({obstacle.Check.Id})",
        { KeyWasTaken: true, StandIn: { } standIn } => $"a stand-in answers at {standIn}",
        { KeyWasTaken: true } => "answers, and takes the key",
        _ => $"gave no answer that proves the key ({facts.Stripe.Faults.Select(fault => fault.Code).FirstOrDefault() ?? "unknown"})",
    };
}
