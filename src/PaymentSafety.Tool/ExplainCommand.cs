using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Tool;

/// <summary><c>payment-safety explain PF4007</c>: a check in its own words.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "The id of a check: PF4007." };

    public static Command Create()
    {
        var command = new Command("explain", "Says what a check looks for, how loud it is, and what to do about it.") { Id, ToolCommand.Json };
        command.SetAction(parsed =>
        {
            var id = parsed.GetRequiredValue(Id);
            if (CheckTable.Find(id) is not { } check)
            {
                var near = Words.Nearest(id, CheckTable.All.Select(row => row.Id)) is { } nearest ? $" Did you mean {nearest}?" : "";
                parsed.InvocationConfiguration.Error.WriteLine($"There is no check '{Words.Clip(id)}'.{near}");
                return (int)ExitCode.WrongUse;
            }

            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(ToolCommand.Json) ? ToJson(check) : ToText(check));
            return (int)ExitCode.Passed;
        });
        return command;
    }

    private static string ToText(Check check) =>
        $"{check.Id}: {check.Message}\nLive: {Word(check.Live)}, test: {Word(check.Test)}. PaymentSafetySeverity_{check.Id} sets another.\n{check.Fix}\n{check.HelpLink}".ReplaceLineEndings();

    private static string ToJson(Check check) => JsonText.Of(json =>
    {
        json.WriteString("id", check.Id);
        json.WriteString("message", check.Message);
        json.WriteString("fix", check.Fix);
        json.WriteString("live", Word(check.Live));
        json.WriteString("test", Word(check.Test));
        json.WriteString("help", check.HelpLink);
    });

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
