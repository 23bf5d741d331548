using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>
/// PAY3xxx: credentials in files, by the analyzers' own ids. What an analyzer only suggests (publishable keys, test keys in files for
/// developers) stops no publish and is left to it; so are test keys where the compiler has just told of them.
/// </summary>
internal static class FileChecks
{
    public static IEnumerable<Finding> Credentials(Check self, PreflightFacts facts) =>
        from found in facts.Files?.Found ?? []
        where found.RuleId == self.Id && (found.RuleId != CredentialRule.TestKey || (facts.Options.IsNotCompiled && !found.IsForDevelopers))
        select self.At(found.Place, ("what", found.Description), ("length", found.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("file", found.FileName));

    public static IEnumerable<Finding> Unreadable(Check self, PreflightFacts facts) =>
        from problem in facts.Files?.Unreadable ?? []
        select self.At(new SourcePlace(problem.File, Json.TextPosition.Start), ("file", problem.File), ("reason", problem.Reason.TrimEnd('.')));
}
