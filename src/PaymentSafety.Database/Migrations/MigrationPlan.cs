using System.Security.Cryptography;
using System.Text;

namespace PaymentSafety.Database.Migrations;

/// <summary>One plan of a migration.</summary>
/// <param name="Id">The id of its row, as text.</param>
/// <param name="TestPriceId">What the row holds before; null for a retired plan that never had a test price.</param>
/// <param name="LivePriceId">What the row is to hold; null for a retired plan that has no live price.</param>
/// <param name="IsRequired">Whether the row must exist: false for a retired plan.</param>
public sealed record MigratedPlan(string Id, string? TestPriceId, string? LivePriceId, bool IsRequired)
{
    internal bool HasPrice => TestPriceId is not null || LivePriceId is not null;
}

/// <summary>What a migration from test to live prices is made from.</summary>
/// <param name="Table">The app's table of plans.</param>
/// <param name="Plans">In the order of the price map.</param>
public sealed record MigrationPlan(PlanTable Table, IReadOnlyList<MigratedPlan> Plans)
{
    /// <summary>What the longest key of an index leaves room for, in every dialect.</summary>
    private const int LongestId = 255;

    private const int ShownPlans = 5;

    /// <summary>Names of temporary tables in the scripts.</summary>
    private static readonly string[] OwnNames = ["ps_map", "ps_row", "ps_assert", "ps_probe"];

    /// <summary>
    /// SHA-256 of table, columns, ids and prices, in small hexadecimal digits: the mark that up, down and verify share. What else changes in a
    /// price map changes no script; neither does the order of its plans.
    /// </summary>
    public string Hash
    {
        get
        {
            var text = new StringBuilder("paymentsafety-migration-1");
            foreach (var part in (string?[])[Table.Schema, Table.Table, Table.IdColumn, Table.PriceColumn])
                Add(part);
            foreach (var plan in Plans.OrderBy(plan => plan.Id, StringComparer.Ordinal))
            {
                Add(plan.Id);
                Add(plan.TestPriceId);
                Add(plan.LivePriceId);
                Add(plan.IsRequired ? "sold" : "retired");
            }

            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))).ToLowerInvariant();

            // With its length, so that no two lists of parts run together to one text.
            void Add(string? part) => text.Append('\n').Append(part?.Length ?? -1).Append(':').Append(part);
        }
    }

    /// <summary>Why no script can be written, with what to do about it; null when one can.</summary>
    public (string Reason, string Fix)? Obstacle =>
        Table.Provider == DatabaseProvider.SqlServer ? ("scripts for SQL Server are not written as long as they cannot be run by the tests of this project", "Set $database.provider to postgresql, mysql or sqlite, or migrate SQL Server by hand and prove it with the gate (PF6003)")
        : OwnNames.Contains(Table.Table, StringComparer.OrdinalIgnoreCase) ? ($"the table is called '{Table.Table}', as a temporary table of the scripts is", "Rename the table")
        : Plans.Count == 0 ? ("the price map has no plans", "Add them")
        : Named(plan => !IsId(plan.Id)) is { } ids ? ($"the id of {ids} is empty, longer than {LongestId} characters, or holds a control character", "Correct \"id\" in the price map")
        : Plans.GroupBy(plan => plan.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice ? ($"two plans have the id {Quoted(twice.Key)}", "Give each plan the id of its own row")
        : Named(plan => plan.IsRequired && plan.TestPriceId is null) is { } untested ? ($"{untested} has no test price, so that nothing says what its row holds before", "Write the test price into the price map, or \"retired\": true")
        : Named(plan => plan.IsRequired && plan.LivePriceId is null) is { } open ? ($"{open} has no live price", "Create the price in live mode and write its id into the price map")
        : Named(plan => plan.HasPrice && plan.TestPriceId == plan.LivePriceId) is { } same2 ? ($"{same2} has the same price in test and live", "Write the other mode's id")
        : null;

    /// <summary>Plans that a row may hold a price of.</summary>
    internal IEnumerable<MigratedPlan> Priced => Plans.Where(plan => plan.HasPrice);

    internal int Required => Plans.Count(plan => plan.IsRequired);

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && !id.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);

    private static string Quoted(string id) => $"'{new string([.. id.Select(character => char.IsControl(character) ? '\uFFFD' : character)])}'";

    private string? Named(Func<MigratedPlan, bool> isWrong)
    {
        var wrong = Plans.Where(isWrong).Select(plan => Quoted(plan.Id)).ToList();
        return wrong.Count == 0 ? null
            : wrong.Count <= ShownPlans ? string.Join(", ", wrong)
            : $"{string.Join(", ", wrong.Take(ShownPlans))} and {wrong.Count - ShownPlans} more";
    }
}
