using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Pairs what a test expects with what was reported, and says in words where they differ.</summary>
internal static class DiagnosticComparison
{
    /// <exception cref="VerificationException">They differ.</exception>
    public static void Verify(string context, IReadOnlyCollection<DiagnosticResult> expected, IEnumerable<Diagnostic> found)
    {
        var missing = new List<DiagnosticResult>();
        var unexpected = found.ToList();
        var count = unexpected.Count;

        // The more a result says, the earlier it picks, so that a loose one does not take what only a strict one's partner matches.
        foreach (var result in expected.OrderBy(Looseness))
        {
            var match = unexpected.FindIndex(diagnostic => DescribeMismatch(result, diagnostic) is null);
            if (match >= 0)
            {
                unexpected.RemoveAt(match);
            }
            else
            {
                missing.Add(result);
            }
        }

        if (missing.Count + unexpected.Count > 0)
        {
            throw new VerificationException(Report(context, expected.Count, count, missing, unexpected));
        }
    }

    private static int Looseness(DiagnosticResult result) =>
        (result.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations) ? 1 : 0)
        + (result.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) ? 1 : 0)
        + (result.Message is null && result.MessageArguments is null ? 1 : 0)
        + result.Locations.Count(location => location is not ExpectedLocation.Exact);

    private static string Report(string context, int expectedCount, int foundCount, List<DiagnosticResult> missing, List<Diagnostic> unexpected)
    {
        var report = new StringBuilder($"{context}: {expectedCount} diagnostics were expected and {foundCount} found.\n");
        foreach (var result in missing)
        {
            var near = unexpected.Find(diagnostic => diagnostic.Id == result.Id) ?? unexpected.Find(diagnostic => IsAt(result, diagnostic));
            if (near is null)
            {
                report.Append($"\nMissing diagnostic\n  expected {Describe(result)}\n");
            }
            else
            {
                unexpected.Remove(near);
                report.Append($"\n{DescribeMismatch(result, near)}\n  expected {Describe(result)}\n  found    {Describe(near)}\n{Excerpt(near)}");
            }
        }

        foreach (var diagnostic in unexpected)
        {
            var title = Analysis.IsFromCompiler(diagnostic) ? $"Unexpected compiler {diagnostic.Severity.ToString().ToLowerInvariant()}" : "Unexpected diagnostic";
            report.Append($"\n{title}\n  found    {Describe(diagnostic)}\n{Excerpt(diagnostic)}");
        }

        return report.ToString();
    }

    /// <summary>The first difference by name, or null.</summary>
    private static string? DescribeMismatch(DiagnosticResult expected, Diagnostic found)
    {
        if (expected.Id != found.Id)
        {
            return "Wrong id";
        }

        if (!IsAt(expected, found))
        {
            return "Wrong span";
        }

        if (!expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) && expected.Severity != found.Severity)
        {
            return "Wrong severity";
        }

        if (!expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations) && !AdditionalLocationsMatch(expected, found))
        {
            return "Wrong additional locations";
        }

        if (expected.MessageArguments is { } arguments && Format(found.Descriptor, arguments.ToArray()) != Message(found))
        {
            return "Wrong argument";
        }

        if (expected.Message is { } message && message != Message(found))
        {
            return "Wrong message";
        }

        return IsUnformatted(found) ? "Message arguments do not fit the message format" : null;
    }

    private static bool IsAt(DiagnosticResult expected, Diagnostic found) =>
        expected.Locations.IsEmpty
            ? found.Location.Kind == LocationKind.None
            : found.Location.Kind != LocationKind.None && expected.Locations[0].Matches(found.Location.GetLineSpan());

    private static bool AdditionalLocationsMatch(DiagnosticResult expected, Diagnostic found)
    {
        var additional = expected.Locations.Skip(1).ToArray();
        return additional.Length == found.AdditionalLocations.Count
            && additional.Zip(found.AdditionalLocations).All(pair => pair.First.Matches(pair.Second.GetLineSpan()));
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string Format(DiagnosticDescriptor descriptor, object?[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments);

    /// <summary>Roslyn shows the format as it stands when it is given too few arguments.</summary>
    private static bool IsUnformatted(Diagnostic diagnostic)
    {
        var format = diagnostic.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture);
        return format.Contains("{0", StringComparison.Ordinal) && Message(diagnostic) == format;
    }

    private static string Describe(DiagnosticResult result)
    {
        var severity = result.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) ? "" : $"{result.Severity} ";
        var places = result.Locations.IsEmpty ? "no location" : string.Join(" and ", result.Locations);
        var message = result.Message is { } text ? $": {text}"
            : result.MessageArguments is { } arguments ? $" with arguments ({string.Join(", ", arguments.Select(argument => $"\"{argument}\""))})"
            : "";
        return $"{severity}{result.Id} at {places}{message}";
    }

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Severity} {diagnostic.Id} at {string.Join(" and ", diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(Places.Format))}: {Message(diagnostic)}";

    /// <summary>The first line that the diagnostic underlines, underlined.</summary>
    private static string Excerpt(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            return "";
        }

        var lines = tree.GetText().Lines;
        var span = diagnostic.Location.SourceSpan;
        var line = lines.GetLineFromPosition(span.Start);
        var text = line.ToString();
        var length = Math.Max(1, Math.Min(span.End, line.End) - span.Start);
        return $"    {text}\n    {new string(' ', span.Start - line.Start)}{new string('~', length)}\n";
    }
}
