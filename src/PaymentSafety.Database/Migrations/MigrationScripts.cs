using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaymentSafety.Database.Migrations;

/// <summary>The three scripts of a migration, with one mark: forward, back, and the proof by value.</summary>
/// <param name="Up">From test to live prices.</param>
/// <param name="Down">Back, for the rows that still hold what <paramref name="Up"/> wrote.</param>
/// <param name="Verify">Whether every plan holds its live price; changes nothing.</param>
public sealed partial record MigrationScripts(string Up, string Down, string Verify)
{
    /// <summary>The end of the name of every step forward.</summary>
    public const string UpSuffix = "_up.sql";

    public const string DownSuffix = "_down.sql";

    public const string VerifySuffix = "_verify.sql";

    private const string Mark = "PaymentSafety migration ";

    private static readonly string Tool = $"PaymentSafety {typeof(MigrationScripts).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The end of the backup's name where a person gives none: a plain date, and the mark.</summary>
    public static string DefaultSuffix(MigrationPlan plan, DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "_" + plan.Hash[..8];

    /// <summary>Whether a text can end the names of a backup and of files.</summary>
    public static bool IsSuffix(string text) => text.Length is > 0 and <= 40 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    /// <summary>The mark in a line of a header; null for every other line.</summary>
    public static string? HashIn(string line) => Header().Match(line) is { Success: true } header ? header.Groups["hash"].Value : null;

    /// <param name="plan">A plan without an obstacle.</param>
    /// <param name="suffix">The end of the backup's name.</param>
    /// <exception cref="ArgumentException">There is an obstacle.</exception>
    public static MigrationScripts Of(MigrationPlan plan, string suffix)
    {
        var steps = new MigrationSteps(plan, suffix);
        return new MigrationScripts(
            Script(plan, steps.Up(), "up: from test to live prices", suffix + UpSuffix),
            Script(plan, steps.Down(), "down: back to test prices", suffix + DownSuffix),
            Script(plan, steps.Verify(), "verify: whether every plan holds its live price; changes nothing", suffix + VerifySuffix));
    }

    /// <summary>The lines at the head of every file, with the sign that makes a line a comment there.</summary>
    internal static IEnumerable<string> HeaderOf(MigrationPlan plan, string comment, string what) =>
    [
        $"{comment} {Mark}{plan.Hash}",
        $"{comment} {what}",
        string.Create(CultureInfo.InvariantCulture, $"{comment} {plan.Table.Provider.Name()}; {plan.Plans.Count} plans, {plan.Required} of them sold. Written by {Tool} from the price map: do not edit, generate again."),
    ];

    private static string Script(MigrationPlan plan, IReadOnlyList<SqlStep> steps, string what, string file)
    {
        var script = new StringBuilder();
        foreach (var line in HeaderOf(plan, "--", what))
            script.Append(line).Append('\n');
        script.Append("-- Run: ").Append(MigrationDialect.Of(plan.Table.Provider).RunBy(file)).Append('\n');
        script.Append("-- What does not hold stops it by the constraint of that name, and nothing is changed.\n");
        foreach (var step in steps)
        {
            script.Append('\n');
            if (step.Why is { } why)
                script.Append("-- ").Append(why).Append('\n');
            script.Append(step.Sql.ReplaceLineEndings("\n")).Append(";\n");
        }

        return script.ToString();
    }

    [GeneratedRegex(@"^(--|//) PaymentSafety migration (?<hash>[0-9a-f]{64})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
