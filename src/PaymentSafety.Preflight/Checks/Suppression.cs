using System.Globalization;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Checks;

/// <summary>A finding that is left out for a while.</summary>
/// <param name="Id">The check.</param>
/// <param name="Contains">A part of the message, such as <c>Plan 'lite'</c>; null for every finding of the check.</param>
/// <param name="Reason">Why, for those who read the report.</param>
/// <param name="Expires">The last day on which it holds, UTC.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Suppression(string Id, string? Contains, string Reason, DateOnly Expires, SourcePlace Place)
{
    public bool IsExpired(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > Expires;

    public bool IsAbout(Finding finding) =>
        finding.Check.Id.Equals(Id, StringComparison.OrdinalIgnoreCase) && (Contains is null || finding.Message.Contains(Contains, StringComparison.Ordinal));
}

/// <summary>The file of suppressions. What could not be checked cannot be suppressed, and neither can what is wrong with this file.</summary>
internal sealed record SuppressionFile(IReadOnlyList<Suppression> All, IReadOnlyList<Finding> Problems)
{
    public const string DefaultName = "payment-safety.suppressions.json";

    public static readonly SuppressionFile None = new([], []);

    /// <param name="projectDirectory">The app's folder.</param>
    /// <param name="configured">PaymentSafetySuppressions, relative to the folder; null for the default name, where there is such a file.</param>
    public static SuppressionFile Read(string projectDirectory, string? configured)
    {
        var path = Path.GetFullPath(configured ?? DefaultName, projectDirectory);
        if (configured is null && !File.Exists(path))
            return None;
        var all = new List<Suppression>();
        var problems = new List<Finding>();
        try
        {
            var root = PositionedJson.ReadFile(path);
            if (root.Kind != JsonValueKind.Array)
                Wrong($"the root must be an array, but is {Words.Describe(root)}", root.Position);
            foreach (var item in root.Items)
            {
                if (Parse(path, item, out var reason) is { } suppression)
                    all.Add(suppression);
                else
                    Wrong(reason, item.Position);
            }
        }
        catch (PositionedJsonException exception)
        {
            Wrong(exception.Message, exception.Position);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Wrong(exception.Message.TrimEnd('.'), TextPosition.Start);
        }

        return new SuppressionFile(all, problems);

        void Wrong(string reason, TextPosition position) =>
            problems.Add(CheckTable.SuppressionsUnreadable.At(new SourcePlace(path, position), ("file", Path.GetFileName(path)), ("reason", reason)));
    }

    /// <summary>The suppression that holds for a finding today; null for none.</summary>
    public Suppression? Covering(Finding finding, DateTimeOffset now) => All.FirstOrDefault(suppression => suppression.IsAbout(finding) && !suppression.IsExpired(now));

    public static IEnumerable<Finding> Unreadable(Check self, PreflightFacts facts) => facts.Suppressions.Problems;

    public static IEnumerable<Finding> Expired(Check self, PreflightFacts facts) =>
        from suppression in facts.Suppressions.All
        where suppression.IsExpired(facts.Now)
        select self.At(
            suppression.Place, ("id", suppression.Id), ("date", suppression.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("reason", Words.Clip(suppression.Reason)));

    private static Suppression? Parse(string path, JsonValue item, out string reason)
    {
        string? Text(string name) => item.Properties.FirstOrDefault(property => property.Name == name)?.Value is { IsString: true, Text.Length: > 0 } value ? value.Text : null;
        var id = Text("id");
        var date = Text("expires");
        reason = item.Kind != JsonValueKind.Object ? $"a suppression must be an object, but is {Words.Describe(item)}"
            : item.Properties.FirstOrDefault(property => property.Name is not ("id" or "contains" or "reason" or "expires")) is { } unknown ? $"unknown property '{unknown.Name}'"
            : id is null || CheckTable.Find(id) is not { Evaluate: not null } check || check == CheckTable.SuppressionsUnreadable ? "'id' must be the id of a check, such as \"PF4004\""
            : Text("reason") is null ? $"the suppression of {id} has no 'reason'"
            : !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? $"'expires' of {id} must be a date such as \"2027-01-31\""
            : "";
        return reason.Length > 0 ? null : new Suppression(
            id!, Text("contains"), Text("reason")!, DateOnly.ParseExact(date!, "yyyy-MM-dd", CultureInfo.InvariantCulture), new SourcePlace(path, item.Position));
    }
}
