using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace PaymentSafety.Database.Tests.Servers;

/// <summary>
/// The scratch servers that the tests ask. Their addresses come by environment variables where something started them before (.ci/run);
/// else they are started here, by the same script, and end with this process.
/// </summary>
internal static partial class TestServers
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Addresses = new(Start);

    public static int PostgresPort => int.Parse(Addresses.Value["PAYMENTSAFETY_TEST_POSTGRES"]);

    public static int MariaDbPort => int.Parse(Addresses.Value["PAYMENTSAFETY_TEST_MARIADB"]);

    /// <summary>With everything in it that a connection string or a shell could stumble over.</summary>
    public static string Password => Addresses.Value["PAYMENTSAFETY_TEST_DATABASE_PASSWORD"];

    /// <summary>Why tests on PostgreSQL cannot run here; null where they can.</summary>
    public static string? NoPostgres { get; } =
        IsHandedOver("PAYMENTSAFETY_TEST_POSTGRES") ? Missing("psql") : OperatingSystem.IsLinux() && HasInitdb ? Missing("psql", "bash") : "PostgreSQL is not installed (initdb)";

    public static string? NoMariaDb { get; } =
        IsHandedOver("PAYMENTSAFETY_TEST_MARIADB") ? Missing("mariadb") : OperatingSystem.IsLinux() ? Missing("mariadb", "mariadbd", "mariadb-install-db", "bash") : "MariaDB is not installed";

    public static string? NoSqlite { get; } = Missing("sqlite3");

    private static bool HasInitdb => Find("initdb") is not null || (Directory.Exists("/usr/lib/postgresql") && Directory.EnumerateDirectories("/usr/lib/postgresql").Any(version => File.Exists(version + "/bin/initdb")));

    private static bool IsHandedOver(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static string? Missing(params string[] programs) => programs.FirstOrDefault(program => Find(program) is null) is { } missing ? $"{missing} is not installed" : null;

    private static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}{Path.PathSeparator}/usr/sbin".Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static IReadOnlyDictionary<string, string> Start()
    {
        if (IsHandedOver("PAYMENTSAFETY_TEST_POSTGRES") || IsHandedOver("PAYMENTSAFETY_TEST_MARIADB"))
            return Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        // On the machine's own disk, and short: sockets have short paths.
        var folder = Directory.CreateTempSubdirectory("paymentsafety-servers-").FullName;
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "databases.sh"), "start", folder, Environment.ProcessId.ToString()])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var lines = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        if (script.ExitCode != 0)
            throw new InvalidOperationException("tests/databases.sh could not start the servers; its own lines stand before this one.");
        return ExportLine().Matches(lines).ToDictionary(line => line.Groups["name"].Value, line => line.Groups["value"].Value.Replace(@"'\''", "'", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^export (?<name>\w+)='(?<value>.*)'$", RegexOptions.Multiline)]
    private static partial Regex ExportLine();
}
