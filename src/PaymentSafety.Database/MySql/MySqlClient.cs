using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PaymentSafety.Database.MySql;

/// <summary>
/// The client program that comes with MariaDB and MySQL. A table of plans is read once a publish: that is not worth a second driver in every
/// user's package, and the program speaks every login and every TLS that its server does.
/// </summary>
/// <param name="Program">Its path.</param>
/// <param name="IsMariaDb">MariaDB's own, whose switches for TLS differ from MySQL's.</param>
internal sealed record MySqlClient(string Program, bool IsMariaDb)
{
    /// <summary>The first client on the PATH; null when there is none.</summary>
    public static async Task<MySqlClient?> FindAsync(CancellationToken cancellationToken)
    {
        if (OnPath("mariadb") is { } mariadb)
            return new MySqlClient(mariadb, IsMariaDb: true);
        if (OnPath("mysql") is not { } mysql)
            return null;
        var version = await RunAsync(mysql, ["--version"], "", password: null, TimeSpan.FromSeconds(5), cancellationToken).ConfigureAwait(false);
        return new MySqlClient(mysql, version.Output.Contains("MariaDB", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Runs statements over one connection and gives what they print: fields with tabs between them, one row a line.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<ClientRun> RunAsync(MySqlConnectionSettings settings, string statements, TimeSpan connect, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Option files of this user could say anything: go on after errors, for one.
        List<string> arguments =
        [
            "--no-defaults", "--protocol=TCP", "--host=" + settings.Host, "--port=" + settings.Port.ToString(CultureInfo.InvariantCulture), "--batch", "--skip-column-names", "--skip-reconnect",
            "--default-character-set=utf8mb4", "--connect-timeout=" + Math.Ceiling(connect.TotalSeconds).ToString(CultureInfo.InvariantCulture), .. Tls(settings),
        ];
        if (settings.User is { } user)
            arguments.Add("--user=" + user);
        if (settings.Database is { } database)
            arguments.Add("--database=" + database);
        return RunAsync(Program, arguments, statements, settings.Password ?? "", patience, cancellationToken);
    }

    private IEnumerable<string> Tls(MySqlConnectionSettings settings)
    {
        if (IsMariaDb)
        {
            yield return settings.Tls == MySqlTls.None ? "--skip-ssl" : "--ssl";
            yield return settings.Tls >= MySqlTls.VerifyCa ? "--ssl-verify-server-cert" : "--skip-ssl-verify-server-cert";
        }
        else
        {
            yield return "--ssl-mode=" + settings.Tls switch
            {
                MySqlTls.None => "DISABLED",
                MySqlTls.Preferred => "PREFERRED",
                MySqlTls.Required => "REQUIRED",
                MySqlTls.VerifyCa => "VERIFY_CA",
                _ => "VERIFY_IDENTITY",
            };
        }

        if (settings.AuthorityFile is { } authority)
            yield return "--ssl-ca=" + authority;
    }

    private static string? OnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    /// <param name="password">Handed over in the environment, which is where it came from; a command line is seen by every user of the machine.</param>
    private static async Task<ClientRun> RunAsync(string program, IEnumerable<string> arguments, string input, string? password, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        if (password is not null)
            start.Environment["MYSQL_PWD"] = password;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new ClientRun(null, "", exception.Message);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAsync(process, input, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return new ClientRun(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ClientRun(null, "", "") { IsTooLate = true };
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code and its own words say why.
        }
    }
}

/// <summary>What a client came to.</summary>
/// <param name="ExitCode">Null when it did not end by itself.</param>
internal sealed record ClientRun(int? ExitCode, string Output, string Error)
{
    /// <summary>It was stopped by us.</summary>
    public bool IsTooLate { get; init; }
}
