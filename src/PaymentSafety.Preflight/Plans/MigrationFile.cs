using PaymentSafety.Database.Migrations;

namespace PaymentSafety.Preflight.Plans;

/// <summary>A script that a migration was written to.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hash">What its header says that it was made from.</param>
internal sealed record MigrationFile(string Path, string Hash)
{
    /// <summary>Where migrations are written where nothing else is said.</summary>
    public const string DefaultDirectory = "stripe-migration";

    /// <summary>The steps forward in a folder, the oldest first: their names start with a date.</summary>
    /// <exception cref="IOException">A script cannot be read.</exception>
    public static IReadOnlyList<MigrationFile> Read(string projectDirectory, string directory)
    {
        var folder = System.IO.Path.GetFullPath(directory, projectDirectory);
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. from path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
               where path.EndsWith(MigrationScripts.UpSuffix, StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal)
               let hash = File.ReadLines(path).Take(5).Select(MigrationScripts.HashIn).FirstOrDefault(found => found is not null)
               where hash is not null
               select new MigrationFile(path, hash),
        ];
    }
}
