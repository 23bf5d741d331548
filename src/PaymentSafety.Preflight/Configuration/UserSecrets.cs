namespace PaymentSafety.Preflight.Configuration;

/// <summary>Where <c>dotnet user-secrets</c> keeps the settings of a project.</summary>
internal static class UserSecrets
{
    /// <summary>The file, or null when the project has no id or this user no home.</summary>
    public static string? PathOf(string? id, Func<string, string?> variable)
    {
        if (string.IsNullOrWhiteSpace(id) || id.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            return null;
        // The order of Microsoft.Extensions.Configuration.UserSecrets.
        if (variable("APPDATA") is { } appData)
            return Path.Combine(appData, "Microsoft", "UserSecrets", id, "secrets.json");
        var home = variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        home = home.Length > 0 ? home : variable("DOTNET_USER_SECRETS_FALLBACK_DIR");
        return string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".microsoft", "usersecrets", id, "secrets.json");
    }
}
