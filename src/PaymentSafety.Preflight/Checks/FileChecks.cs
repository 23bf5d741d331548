using System.Globalization;
using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>
/// PAY3xxx: credentials in files, by the analyzers' own ids. What an analyzer only suggests (publishable keys, test keys in files for
/// developers) stops no publish and is left to it. Other test keys are told here whether or not the compiler tells them as well: only
/// the build, which knows whether it compiled, can leave one of the two out.
/// </summary>
internal static class FileChecks
{
    public static IEnumerable<Finding> Credentials(Check self, PreflightFacts facts) =>
        from found in facts.Files?.Found ?? []
        where found.RuleId == self.Id && (found.RuleId != CredentialRule.TestKey || !found.IsForDevelopers)
        select self.At(
            found.Place,
            ("what", found.Description),
            ("length", found.Length.ToString(CultureInfo.InvariantCulture)),
            ("file", found.FileName),
            ("audience", found.Audience ?? ""));

    public static IEnumerable<Finding> Unreadable(Check self, PreflightFacts facts) =>
        from problem in facts.Files?.Unreadable ?? []
        select self.At(new SourcePlace(problem.File, Core.Json.TextPosition.Start), ("file", problem.File), ("reason", problem.Reason.TrimEnd('.')));
}
