namespace PaymentSafety.Core;

/// <summary>What a file is to the search for credentials, by its path: the same for the analyzers and the gate.</summary>
public static class CredentialFile
{
    /// <summary>Words of a file name that say that it stays on developers' machines.</summary>
    private static readonly HashSet<string> DeveloperWords =
        new(["development", "dev", "local", "override", "launchsettings", "test", "tests", "testing"], StringComparer.OrdinalIgnoreCase);

    private static readonly char[] Separators = ['/', '\\'];
    private static readonly char[] WordSeparators = ['.', '-', '_'];

    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(Separators) + 1);

    /// <summary>Below wwwroot: the server hands it to whoever asks.</summary>
    public static bool IsServed(string path)
    {
        var folders = path.Split(Separators);
        for (var i = 0; i < folders.Length - 1; i++)
        {
            if (string.Equals(folders[i], "wwwroot", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Who is handed what stands in a file, as a clause that follows "which"; null where it stays with its owners. A page is code: what a
    /// client is made of goes where the client goes.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="client">What the file's project is.</param>
    public static string? AudienceOf(string path, ClientKind client) =>
        IsServed(path) ? "every visitor can fetch"
        : client != ClientKind.None && IsPage(path) ? ClientProject.Audience(client)
        : null;

    /// <summary>appsettings.Development.json, launchSettings.json, .env.local, compose.override.yml</summary>
    public static bool IsForDevelopers(string path) => NameOf(path).Split(WordSeparators).Any(DeveloperWords.Contains);

    /// <summary>A Razor page, view or component.</summary>
    public static bool IsPage(string path) =>
        path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase);

    public static bool IsGeneratedFromPage(string path) =>
        path.EndsWith("_razor.g.cs", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith("_cshtml.g.cs", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".razor.g.cs", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".cshtml.g.cs", StringComparison.OrdinalIgnoreCase);
}
