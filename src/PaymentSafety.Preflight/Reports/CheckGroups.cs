using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The groups of checks, as people call them.</summary>
internal static class CheckGroups
{
    public static readonly IReadOnlyList<(string Prefix, string Title)> All =
    [
        ("PAY3", "Credentials in files"),
        ("PF0", "The gate itself"),
        ("PF1", "The price map"),
        ("PF2", "The environment"),
        ("PF3", "The key and the account"),
        ("PF4", "The prices"),
        ("PF5", "Webhooks"),
        ("PF6", "The database"),
        ("PF7", "The compiled code"),
        ("PF8", "Creating prices, and the rehearsal"),
        ("PF9", "On the way to Stripe"),
    ];

    public static IEnumerable<(string Title, List<CheckResult> Results)> Of(PreflightResult result) =>
        from @group in All
        let results = result.Checks.Where(check => check.Check.Id.StartsWith(@group.Prefix, StringComparison.Ordinal)).ToList()
        where results.Count > 0
        select (@group.Title, results);

    public static int Count(IEnumerable<CheckResult> results, CheckStatus status) => results.Count(result => result.Status == status);
}
