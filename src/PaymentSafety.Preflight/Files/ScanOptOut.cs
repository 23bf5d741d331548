namespace PaymentSafety.Preflight.Files;

/// <summary>
/// <c>payment_safety_scan = false</c> leaves files out, for the gate as for the analyzers: under a section of .editorconfig (the nearest
/// file and the last section win), else under a file's path in a global file, else at the top of one.
/// </summary>
/// <param name="globals">The global files that the compiler is given.</param>
internal sealed class ScanOptOut(IReadOnlyList<AnalyzerConfig> globals)
{
    private readonly Dictionary<string, AnalyzerConfig?> _folders = new(StringComparer.Ordinal);

    /// <summary>Whether the file was asked to be left out.</summary>
    /// <exception cref="IOException">An .editorconfig cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">An .editorconfig may not be read.</exception>
    public bool Covers(string file)
    {
        var path = Path.GetFullPath(file);
        var slashed = path.Replace('\\', '/');
        var value = ValueInFolders(path) ?? ValueIn(config => config.ValueByPath(slashed)) ?? ValueIn(config => config.ValueForAll);
        return string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
    }

    private string? ValueInFolders(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (ReadFrom(folder) is not { } config)
                continue;
            if (config.ValueByGlob(Path.GetRelativePath(folder, path).Replace('\\', '/')) is { } value)
                return value;
            if (config.IsRoot)
                return null;
        }

        return null;
    }

    /// <summary>The compiler follows neither of two global files of one level that set the same key.</summary>
    private string? ValueIn(Func<AnalyzerConfig, string?> valueOf) =>
        globals.Where(config => valueOf(config) is not null).GroupBy(config => config.GlobalLevel).MaxBy(level => level.Key)?.ToList() is [var only] ? valueOf(only) : null;

    private AnalyzerConfig? ReadFrom(string folder)
    {
        if (!_folders.TryGetValue(folder, out var config))
        {
            var path = Path.Combine(folder, ".editorconfig");

            // One that says is_global is no longer a file of its folder.
            _folders[folder] = config = File.Exists(path) && AnalyzerConfig.Read(path) is { IsGlobal: false } own ? own : null;
        }

        return config;
    }
}
