using System.Globalization;
using System.Text.RegularExpressions;

namespace PaymentSafety.CommandLine;

/// <summary>An error or a warning as MSBuild prints it: <c>file(line,column): error CODE: text (help) [project]</c>.</summary>
/// <param name="File">As printed; empty for a message without a place.</param>
/// <param name="Line">From 1; 0 for a message without a place.</param>
/// <param name="Level">error or warning.</param>
/// <param name="Help">The link at the end of the text; empty where there is none.</param>
internal sealed partial record BuildMessage(string File, int Line, int Column, string Level, string Code, string Text, string Help)
{
    public bool IsError => Level == "error";

    /// <summary>The last part of the path: unlike the whole, the same on every computer.</summary>
    public string FileName => File[(File.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Every message once, however often MSBuild repeats it, in the order of their first appearance.</summary>
    public static IReadOnlyList<BuildMessage> ReadAll(IEnumerable<string> lines) => [.. lines.Select(TryRead).OfType<BuildMessage>().Distinct()];

    private static BuildMessage? TryRead(string line)
    {
        var match = Shape().Match(line);
        return match.Success
            ? new BuildMessage(
                match.Groups["file"].Value.Trim(), Number("line"), Number("column"), match.Groups["level"].Value, match.Groups["code"].Value,
                match.Groups["text"].Value, match.Groups["help"].Value)
            : null;

        int Number(string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    [GeneratedRegex(@"^\s*(?<file>[^()]*?)(\((?<line>\d+)(,(?<column>\d+))?[^)]*\))?\s?: (?<level>error|warning) (?<code>[A-Z]+\d+): (?<text>.*?)( \((?<help>https://[^)\s]+)\))?( \[[^\]]*\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
