using Npgsql;

namespace PaymentSafety.Database.PostgreSql;

/// <summary>Reads a connection string as Npgsql has it, or an address as hosts hand it out.</summary>
internal static class PostgreSqlConnectionString
{
    /// <param name="text">The value of the setting.</param>
    /// <param name="reason">Why it could not be read. The driver's own words are not used: they repeat what they did not understand, which may be half a password.</param>
    public static NpgsqlConnectionStringBuilder? Parse(string text, out string reason)
    {
        reason = "";
        try
        {
            var settings = DatabaseUrl.Is(text.Trim(), "postgres", "postgresql") ? OfUrl(text, ref reason) : new NpgsqlConnectionStringBuilder(text);
            if (settings is not null && string.IsNullOrWhiteSpace(settings.Host))
                (settings, reason) = (null, "it names no Host");
            return settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            reason = "a keyword or a value in it is not understood; a value with ; or a quote in it must stand in quotes";
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder? OfUrl(string text, ref string reason)
    {
        if (DatabaseUrl.Parse(text) is not { } url)
        {
            reason = "the address cannot be read; signs such as @ and / in a password must be written as %40 and %2F";
            return null;
        }

        var settings = new NpgsqlConnectionStringBuilder { Host = url.Host, Username = url.User, Password = url.Password, Database = url.Database };
        if (url.Port is { } port)
            settings.Port = port;
        foreach (var (name, value) in url.Options)
        {
            // The names of libpq that mean something here; the others tune what we do not do.
            switch (name)
            {
                case "sslmode":
                    settings.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                    break;
                case "sslrootcert":
                    settings.RootCertificate = value;
                    break;
                case "sslcert":
                    settings.SslCertificate = value;
                    break;
                case "sslkey":
                    settings.SslKey = value;
                    break;
                case "options":
                    settings.Options = value;
                    break;
                default:
                    break;
            }
        }

        return settings;
    }
}
