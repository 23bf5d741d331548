using System.Text;
using PaymentSafety.Database.Migrations;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Plans;

/// <summary>Writes the files of a migration, and never over a file that says something else: a way back belongs to the way that was gone.</summary>
internal static class MigrationWriter
{
    /// <param name="folder">Where to.</param>
    /// <param name="files">Name and content.</param>
    /// <param name="written">What was written; empty where all of it was there already.</param>
    /// <returns>Why nothing was written; null when it was, or was there already.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static Finding? Write(string folder, IReadOnlyList<(string Name, string Content)> files, out IReadOnlyList<string> written)
    {
        written = [];
        var missing = new List<(string Path, string Content)>();
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(folder, name);
            // Git may have given it other line ends.
            if (!File.Exists(path))
                missing.Add((path, content));
            else if (File.ReadAllText(path).ReplaceLineEndings("\n") != content)
                return CheckTable.MigrationIsThere.At(new SourcePlace(path, TextPosition.Start), ("path", name));
        }

        Directory.CreateDirectory(folder);
        foreach (var (path, content) in missing)
            File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        written = [.. missing.Select(file => file.Path)];
        return null;
    }

    /// <summary>The scripts for a client program.</summary>
    public static IReadOnlyList<(string Name, string Content)> Scripts(MigrationPlan plan, string suffix)
    {
        var scripts = MigrationScripts.Of(plan, suffix);
        return [(suffix + MigrationScripts.UpSuffix, scripts.Up), (suffix + MigrationScripts.DownSuffix, scripts.Down), (suffix + MigrationScripts.VerifySuffix, scripts.Verify)];
    }
}
