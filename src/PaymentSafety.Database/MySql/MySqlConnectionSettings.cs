using System.Data.Common;
using System.Globalization;

namespace PaymentSafety.Database.MySql;

/// <summary>How strictly the connection is encrypted.</summary>
internal enum MySqlTls
{
    None,
    Preferred,
    Required,
    VerifyCa,
    VerifyFull,
}

/// <summary>What a connection string for MySQL or MariaDB says, in the words of MySqlConnector and of MySql.Data, or as an address.</summary>
internal sealed record MySqlConnectionSettings(string Host, int Port, string? User, string? Password, string? Database, MySqlTls Tls, string? AuthorityFile)
{
    private const int UsualPort = 3306;

    /// <summary>What each setting is called, without blanks and in small letters.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["server"] = "host", ["host"] = "host", ["datasource"] = "host", ["address"] = "host", ["addr"] = "host", ["networkaddress"] = "host",
        ["port"] = "port",
        ["userid"] = "user", ["username"] = "user", ["uid"] = "user", ["user"] = "user",
        ["password"] = "password", ["pwd"] = "password",
        ["database"] = "database", ["initialcatalog"] = "database",
        ["sslmode"] = "tls",
        ["sslca"] = "authority", ["cacertificatefile"] = "authority",
    };

    public string Shown => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}{(Database is null ? "" : "/" + Database)}");

    /// <param name="text">The value of the setting.</param>
    /// <param name="reason">Why it could not be read, without a word of it.</param>
    public static MySqlConnectionSettings? Parse(string text, out string reason)
    {
        reason = "";
        if (DatabaseUrl.Is(text.Trim(), "mysql", "mariadb"))
        {
            if (DatabaseUrl.Parse(text) is { } url)
                return Of(url.Host, url.Port?.ToString(CultureInfo.InvariantCulture), url.User, url.Password, url.Database, url.Options.GetValueOrDefault("sslmode") ?? url.Options.GetValueOrDefault("ssl-mode"), url.Options.GetValueOrDefault("ssl-ca"), out reason);
            reason = "the address cannot be read; signs such as @ and / in a password must be written as %40 and %2F";
            return null;
        }

        try
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            var settings = new DbConnectionStringBuilder { ConnectionString = text };
            foreach (string key in settings.Keys)
            {
                if (Names.TryGetValue(key.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), out var name))
                    values[name] = (string)settings[key];
            }

            return Of(
                values.GetValueOrDefault("host"), values.GetValueOrDefault("port"), values.GetValueOrDefault("user"), values.GetValueOrDefault("password"), values.GetValueOrDefault("database"),
                values.GetValueOrDefault("tls"), values.GetValueOrDefault("authority"), out reason);
        }
        catch (ArgumentException)
        {
            reason = "it is no list of Name=value; a value with ; or a quote in it must stand in quotes";
            return null;
        }
    }

    private static MySqlConnectionSettings? Of(string? host, string? port, string? user, string? password, string? database, string? tls, string? authority, out string reason)
    {
        var number = UsualPort;
        var mode = MySqlTls.Preferred;
        reason = string.IsNullOrWhiteSpace(host) ? "it names no Server"
            : port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and < 65536) ? "its Port is no number from 1 to 65535"
            : tls is not null && !TryParse(tls, out mode) ? "its SslMode is none of None, Preferred, Required, VerifyCA and VerifyFull"
            : "";
        return reason.Length > 0 ? null : new MySqlConnectionSettings(host!.Trim(), number, user, password, database, mode, authority);
    }

    private static bool TryParse(string word, out MySqlTls mode)
    {
        // MySQL writes VERIFY_IDENTITY and DISABLED for what the drivers call VerifyFull and None.
        MySqlTls? found = word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "none" or "disabled" => MySqlTls.None,
            "preferred" or "prefer" => MySqlTls.Preferred,
            "required" or "require" => MySqlTls.Required,
            "verifyca" => MySqlTls.VerifyCa,
            "verifyfull" or "verifyidentity" => MySqlTls.VerifyFull,
            _ => null,
        };
        mode = found ?? MySqlTls.Preferred;
        return found is not null;
    }
}
