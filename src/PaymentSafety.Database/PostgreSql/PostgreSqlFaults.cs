using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace PaymentSafety.Database.PostgreSql;

/// <summary>What went wrong on the way to PostgreSQL and in it, by its error code.</summary>
internal static class PostgreSqlFaults
{
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static readonly Dictionary<string, DatabaseFaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["28P01"] = DatabaseFaultKind.LoginRefused,
        ["28000"] = DatabaseFaultKind.LoginRefused,
        ["3D000"] = DatabaseFaultKind.LoginRefused,
        ["42P01"] = DatabaseFaultKind.NoSuchTable,
        ["42703"] = DatabaseFaultKind.NoSuchTable,
        ["3F000"] = DatabaseFaultKind.NoSuchTable,
        ["42501"] = DatabaseFaultKind.NoPermission,
        ["55P03"] = DatabaseFaultKind.TooLate,
        ["57014"] = DatabaseFaultKind.TooLate,
        ["57P03"] = DatabaseFaultKind.Unreachable,
        ["53300"] = DatabaseFaultKind.Unreachable,
    };

    public static DatabaseFault Of(Exception exception, NpgsqlConnectionStringBuilder settings, ReadLimits limits)
    {
        var (kind, reason) = Judge(exception, settings, limits);
        return new DatabaseFault(kind, ServerText.Clean(reason, settings.Password)) { Server = ServerOf(settings), User = settings.Username ?? Environment.UserName };
    }

    public static string ServerOf(NpgsqlConnectionStringBuilder settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}{(settings.Database is { Length: > 0 } database ? "/" + database : "")}");

    private static (DatabaseFaultKind Kind, string Reason) Judge(Exception exception, NpgsqlConnectionStringBuilder settings, ReadLimits limits)
    {
        if (exception is PostgresException server)
        {
            var kind = Kinds.GetValueOrDefault(server.SqlState, DatabaseFaultKind.Other);
            return (kind, kind == DatabaseFaultKind.TooLate
                ? server.SqlState == "55P03" ? $"another session holds a lock on it, and did not give it back within {limits.InWords}" : $"reading it took longer than {limits.InWords}"
                : $"{server.MessageText} ({server.SqlState})");
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return (DatabaseFaultKind.Tls, cause.Message);
                case SocketException socket:
                    return (DatabaseFaultKind.Unreachable, InWords(socket));
                case TimeoutException or OperationCanceledException:
                    return (DatabaseFaultKind.Unreachable, "no answer in time");
                case EndOfStreamException:
                    return (DatabaseFaultKind.Unreachable, "the connection was closed");
            }
        }

        // What the driver says by itself has no code; it is told apart by what was asked for.
        var words = exception.Message;
        return words.Contains("SSL", StringComparison.Ordinal) ? (DatabaseFaultKind.Tls, "the server speaks no TLS, and the connection string asks for it")
            : words.Contains("password", StringComparison.OrdinalIgnoreCase) && string.IsNullOrEmpty(settings.Password) ? (DatabaseFaultKind.LoginRefused, "the server asks for a password, and the connection string has none")
            : (DatabaseFaultKind.Other, words);
    }

    private static string InWords(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no computer of this name is known",
        SocketError.TimedOut => "no answer in time",
        SocketError.ConnectionReset => "the connection was broken",
        _ => socket.SocketErrorCode.ToString(),
    };
}
