using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Files;

/// <summary>
/// What was found in the files that the analyzers search when they compile. A publish that compiles nothing (--no-build, or all up to
/// date) runs no analyzer, so the gate searches the same files itself.
/// </summary>
/// <param name="Found">Every credential, placeholders left out.</param>
/// <param name="Unreadable">Files that were named and could not be read, with the reason.</param>
internal sealed record FileScan(IReadOnlyList<FoundCredential> Found, IReadOnlyList<(string File, string Reason)> Unreadable)
{
    /// <summary>Searches the files that a list names.</summary>
    /// <param name="listFile">The list, one path a line.</param>
    /// <param name="configList">A list of the files by which the compiler is configured; null where nothing is compiled.</param>
    /// <param name="client">Where the project's pages are run.</param>
    public static FileScan Read(string listFile, string? configList, ClientKind client)
    {
        var found = new List<FoundCredential>();
        var unreadable = new List<(string, string)>();
        var optOut = new ScanOptOut(Globals(configList, unreadable));
        foreach (var file in Lines(listFile, unreadable))
        {
            Try(file, unreadable, () =>
            {
                if (!optOut.Covers(file))
                    found.AddRange(Search(file, File.ReadAllText(file), client));
            });
        }

        return new FileScan(found, unreadable);
    }

    private static List<AnalyzerConfig> Globals(string? configList, List<(string, string)> unreadable)
    {
        var globals = new List<AnalyzerConfig>();
        foreach (var file in configList is null ? [] : Lines(configList, unreadable))
        {
            Try(file, unreadable, () =>
            {
                if (AnalyzerConfig.Read(file) is { IsGlobal: true } config)
                    globals.Add(config);
            });
        }

        return globals;
    }

    /// <summary>Each line once; none where the list cannot be read.</summary>
    private static List<string> Lines(string listFile, List<(string, string)> unreadable)
    {
        var lines = new List<string>();
        Try(listFile, unreadable, () => lines.AddRange(File.ReadLines(listFile).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)));
        return lines;
    }

    private static void Try(string file, List<(string, string)> unreadable, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable.Add((file, exception.Message));
        }
    }

    private static List<FoundCredential> Search(string file, string text, ClientKind client)
    {
        var found = new List<FoundCredential>();
        var searched = SearchedText.Of(text);
        var audience = CredentialFile.AudienceOf(file, client);
        var isForDevelopers = CredentialFile.IsForDevelopers(file);
        var position = TextPosition.Start;
        var counted = 0;
        foreach (var match in StripeCredential.Enumerate(searched.Text))
        {
            if (match.IsPlaceholder)
                continue;
            var start = searched.StartOf(match);
            position = Advance(position, text.AsSpan(counted, start - counted));
            counted = start;
            found.Add(new FoundCredential(
                new SourcePlace(file, position), CredentialRule.IdOf(match, audience is not null), match.Description, match.CredentialLength, audience, isForDevelopers));
        }

        return found;
    }

    /// <summary>The place behind a text; CR, LF and CR LF each end a line.</summary>
    private static TextPosition Advance(TextPosition from, ReadOnlySpan<char> text)
    {
        var (line, column) = (from.Line, from.Column);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                (line, column) = (line + 1, 1);
            else
                column++;
        }

        return new TextPosition(line, column);
    }
}
