using System.Globalization;
using System.Text.RegularExpressions;

namespace PaymentSafety.Database.MySql;

/// <summary>What went wrong on the way to MySQL or MariaDB and in it, by the number that the client program prints.</summary>
internal static partial class MySqlFaults
{
    // https://mariadb.com/kb/en/mariadb-error-code-reference/ and https://dev.mysql.com/doc/mysql-errors/8.0/en/
    private static readonly Dictionary<int, DatabaseFaultKind> Kinds = new()
    {
        [1045] = DatabaseFaultKind.LoginRefused,
        [1698] = DatabaseFaultKind.LoginRefused,
        [1251] = DatabaseFaultKind.LoginRefused,
        [1044] = DatabaseFaultKind.LoginRefused,
        [1049] = DatabaseFaultKind.LoginRefused,
        [1046] = DatabaseFaultKind.NoSuchTable,
        [1146] = DatabaseFaultKind.NoSuchTable,
        [1054] = DatabaseFaultKind.NoSuchTable,
        [1103] = DatabaseFaultKind.NoSuchTable,
        [1142] = DatabaseFaultKind.NoPermission,
        [1143] = DatabaseFaultKind.NoPermission,
        [1205] = DatabaseFaultKind.TooLate,
        [1969] = DatabaseFaultKind.TooLate,
        [3024] = DatabaseFaultKind.TooLate,
        [1040] = DatabaseFaultKind.Unreachable,
        [2002] = DatabaseFaultKind.Unreachable,
        [2003] = DatabaseFaultKind.Unreachable,
        [2005] = DatabaseFaultKind.Unreachable,
        [2006] = DatabaseFaultKind.Unreachable,
        [2013] = DatabaseFaultKind.Unreachable,
        [2026] = DatabaseFaultKind.Tls,
    };

    public static DatabaseFault Of(ClientRun run, MySqlConnectionSettings settings, ReadLimits limits)
    {
        var (kind, reason) = Judge(run, limits);
        return new DatabaseFault(kind, ServerText.Clean(reason, settings.Password)) { Server = settings.Shown, User = settings.User ?? Environment.UserName };
    }

    private static (DatabaseFaultKind Kind, string Reason) Judge(ClientRun run, ReadLimits limits)
    {
        if (run.IsTooLate)
            return (DatabaseFaultKind.TooLate, $"there was no answer within {limits.InWords}");
        if (Error().Match(run.Error) is not { Success: true } error)
            return (DatabaseFaultKind.Other, run.Error.Length > 0 ? run.Error : "the client program ended without a word");
        var number = int.Parse(error.Groups["number"].Value, CultureInfo.InvariantCulture);
        var words = $"{error.Groups["words"].Value.Trim()} ({error.Groups["number"].Value})";
        return Kinds.GetValueOrDefault(number, DatabaseFaultKind.Other) switch
        {
            DatabaseFaultKind.TooLate when number == 1205 => (DatabaseFaultKind.TooLate, $"another session holds a lock on it, and did not give it back within {limits.InWords}"),
            DatabaseFaultKind.TooLate => (DatabaseFaultKind.TooLate, $"reading it took longer than {limits.InWords}"),
            DatabaseFaultKind.Other when words.Contains("TLS", StringComparison.Ordinal) || words.Contains("SSL", StringComparison.Ordinal) => (DatabaseFaultKind.Tls, words),
            var kind => (kind, words),
        };
    }

    [GeneratedRegex(@"ERROR (?<number>\d+) \(\w+\)[^:]*: (?<words>.*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Error();
}
