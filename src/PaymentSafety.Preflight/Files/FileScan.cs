using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Files;

/// <summary>
/// What was found in the files that the analyzers search when they compile. A publish that compiles nothing (--no-build, or all up to
/// date) runs no analyzer, so the gate searches the same files itself.
/// </summary>
/// <param name="Found">Every credential, placeholders left out.</param>
/// <param name="Unreadable">Files that were named and could not be read, with the reason.</param>
internal sealed record FileScan(IReadOnlyList<FoundCredential> Found, IReadOnlyList<(string File, string Reason)> Unreadable)
{
    /// <summary>Reads the files that a list names, one path a line.</summary>
    public static FileScan Read(string listFile)
    {
        var found = new List<FoundCredential>();
        var unreadable = new List<(string, string)>();
        var optOut = new ScanOptOut();
        if (Lines(listFile, unreadable) is not { } lines)
            return new FileScan(found, unreadable);

        foreach (var file in lines.Where(line => line.Length > 0).Distinct(StringComparer.Ordinal).Where(file => !optOut.Covers(file)))
        {
            try
            {
                found.AddRange(Search(file, File.ReadAllText(file)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                unreadable.Add((file, exception.Message));
            }
        }

        return new FileScan(found, unreadable);
    }

    private static string[]? Lines(string listFile, List<(string, string)> unreadable)
    {
        try
        {
            return File.ReadAllLines(listFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable.Add((listFile, exception.Message));
            return null;
        }
    }

    private static List<FoundCredential> Search(string file, string text)
    {
        var found = new List<FoundCredential>();
        var searched = SearchedText.Of(text);
        var isShipped = CredentialFile.IsServed(file);
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
                new SourcePlace(file, position), CredentialRule.IdOf(match, isShipped), match.Description, match.CredentialLength, isForDevelopers));
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
