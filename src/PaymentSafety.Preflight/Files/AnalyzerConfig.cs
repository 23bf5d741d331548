using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaymentSafety.Preflight.Files;

/// <summary>What an .editorconfig or .globalconfig says about the search for credentials, read as the compiler reads it.</summary>
internal sealed partial class AnalyzerConfig
{
    private const string Key = "payment_safety_scan";
    private const string GlobalName = ".globalconfig";

    private readonly List<(string Section, Regex Glob, string Value)> _values = [];

    private AnalyzerConfig(bool hasGlobalName) => (IsGlobal, GlobalLevel) = (hasGlobalName, hasGlobalName ? 100 : 0);

    /// <summary>Folders above have no say.</summary>
    public bool IsRoot { get; private set; }

    /// <summary>By its name, or by is_global: it holds wherever it lies.</summary>
    public bool IsGlobal { get; private set; }

    /// <summary>global_level: of two global files the higher is followed.</summary>
    public int GlobalLevel { get; private set; }

    /// <summary>What stands above all sections, which means something in a global file only.</summary>
    public string? ValueForAll { get; private set; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static AnalyzerConfig Read(string file)
    {
        var config = new AnalyzerConfig(Path.GetFileName(file).Equals(GlobalName, StringComparison.OrdinalIgnoreCase));
        string? section = null;
        foreach (var line in File.ReadLines(file))
        {
            if (SectionLine().Match(line) is { Success: true } head)
                section = head.Groups[1].Value;
            else if (PropertyLine().Match(line) is { Success: true } property)
                config.Set(section, property.Groups[1].Value, property.Groups[2].Value);
        }

        return config;
    }

    /// <summary>The last section of an .editorconfig that matches wins.</summary>
    /// <param name="relative">The path from the folder of this file, with slashes.</param>
    public string? ValueByGlob(string relative) => _values.FindLast(entry => entry.Glob.IsMatch(relative)).Value;

    /// <summary>Sections of a global file are whole paths.</summary>
    /// <param name="path">An absolute path, with slashes.</param>
    public string? ValueByPath(string path) => _values.FindLast(entry => entry.Section == path).Value;

    private void Set(string? section, string key, string value)
    {
        if (section is not null)
        {
            if (Is(key, Key))
                _values.Add((section, GlobOf(section), value));
        }
        else if (Is(key, Key))
        {
            ValueForAll = value;
        }
        else if (Is(key, "root"))
        {
            IsRoot = Is(value, "true");
        }
        else if (Is(key, "is_global"))
        {
            IsGlobal |= Is(value, "true");
        }
        else if (Is(key, "global_level") && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level))
        {
            GlobalLevel = level;
        }
    }

    private static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static Regex GlobOf(string glob)
    {
        // Without a slash it is a name in any folder; with one, a path from the file's own.
        var pattern = new StringBuilder(glob.Contains('/') ? "^" : "^(.*/)?");
        var depth = 0;
        var rest = glob.TrimStart('/');
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case '*' when i + 1 < rest.Length && rest[i + 1] == '*':
                    pattern.Append(".*");
                    i++;
                    break;
                case '*':
                    pattern.Append("[^/]*");
                    break;
                case '?':
                    pattern.Append("[^/]");
                    break;
                case '{' when rest.IndexOf('}', i) > 0:
                    pattern.Append("(?:");
                    depth++;
                    break;
                case '}' when depth > 0:
                    pattern.Append(')');
                    depth--;
                    break;
                case ',' when depth > 0:
                    pattern.Append('|');
                    break;
                default:
                    pattern.Append(Regex.Escape(rest[i].ToString()));
                    break;
            }
        }

        pattern.Append(')', depth).Append('$');
        return new Regex(pattern.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    [GeneratedRegex(@"^\s*\[([^#;]+)\]\s*([#;].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^\s*([\w.\-]+)\s*[=:]\s*([^#;]*?)\s*([#;].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PropertyLine();
}
