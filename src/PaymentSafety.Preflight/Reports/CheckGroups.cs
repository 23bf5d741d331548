using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The groups of checks, as people call them.</summary>
internal static class CheckGroups
{
    public static readonly IReadOnlyList<CheckGroup> All =
    [
        new("PAY3", "Credentials in files"),
        new("PF0", "The gate itself"),
        new("PF1", "The price map"),
        new("PF2", "The environment"),
        new("PF3", "The key and the account"),
        new("PF4", "The prices"),
        new("PF5", "Webhooks"),
        new("PF6", "The database"),
        new("PF7", "The compiled code"),
        new("PF8", "Creating prices, and the rehearsal"),
        new("PF9", "On the way to Stripe"),
    ];

    public static IEnumerable<CheckGroupResults> Of(PreflightResult result) =>
        from @group in All
        let results = result.Checks.Where(check => check.Check.Id.StartsWith(@group.Prefix, StringComparison.Ordinal)).ToList()
        where results.Count > 0
        select new CheckGroupResults(@group.Title, results);

    public static int Count(IEnumerable<CheckResult> results, CheckStatus status) => results.Count(result => result.Status == status);
}

/// <summary>Checks that belong together.</summary>
/// <param name="Prefix">How their ids begin.</param>
/// <param name="Title">What they are about.</param>
internal sealed record CheckGroup(string Prefix, string Title);

/// <summary>What the checks of a group came to.</summary>
internal sealed record CheckGroupResults(string Title, IReadOnlyList<CheckResult> Results);
