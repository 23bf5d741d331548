namespace PaymentSafety.Database;

/// <summary>An address in the form that hosts hand out as DATABASE_URL: <c>postgres://user:password@host:port/database?sslmode=require</c>.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Null for the usual one.</param>
/// <param name="User">Null where none is written.</param>
/// <param name="Password">Null where none is written.</param>
/// <param name="Database">Null where none is written.</param>
/// <param name="Options">What stands behind the question mark, by name in small letters.</param>
internal sealed record DatabaseUrl(string Host, int? Port, string? User, string? Password, string? Database, IReadOnlyDictionary<string, string> Options)
{
    public static bool Is(string connectionString, params ReadOnlySpan<string> schemes)
    {
        foreach (var scheme in schemes)
        {
            if (connectionString.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Null for what cannot be read.</summary>
    public static DatabaseUrl? Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return null;
        var login = uri.UserInfo.Split(':', 2);
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            options[parts[0].ToLowerInvariant()] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return new DatabaseUrl(
            uri.Host, uri.IsDefaultPort || uri.Port <= 0 ? null : uri.Port, NullIfEmpty(login[0]), login.Length == 2 ? NullIfEmpty(login[1]) : null,
            NullIfEmpty(uri.AbsolutePath.Trim('/')), options);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);
}
