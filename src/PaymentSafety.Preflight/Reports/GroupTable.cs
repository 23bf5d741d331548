using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The table at the end of a run in which something is not in order: what each group of checks came to.</summary>
internal static class GroupTable
{
    private static readonly (CheckStatus Status, string Word)[] Columns =
        [(CheckStatus.Pass, "ok"), (CheckStatus.Fail, "failed"), (CheckStatus.Warn, "warned"), (CheckStatus.Unknown, "unknown"), (CheckStatus.Skipped, "skipped")];

    public static IEnumerable<string> Lines(PreflightResult result)
    {
        if (result.Checks.All(check => check.Status is CheckStatus.Pass or CheckStatus.Skipped))
            return [];
        var groups = CheckGroups.Of(result).ToList();
        var width = groups.Max(group => group.Title.Length);
        return groups
            .Select(group => $"  {group.Title.PadRight(width)}{string.Concat(Columns.Select(column => Cell(CheckGroups.Count(group.Results, column.Status))))}")
            .Prepend($"  {"".PadRight(width)}{string.Concat(Columns.Select(column => column.Word.PadLeft(9)))}");
    }

    private static string Cell(int count) => (count == 0 ? "-" : Words.Number(count)).PadLeft(9);
}
