using System.Text;
using System.Text.RegularExpressions;

namespace PaymentSafety.Preflight.Files;

/// <summary>
/// <c>payment_safety_scan = false</c> under a section of .editorconfig leaves the section's files out, for the gate as for the
/// analyzers. Sections are matched as editorconfig.org says; the nearest file and the last section win.
/// </summary>
internal sealed class ScanOptOut
{
    private const string Key = "payment_safety_scan";

    private readonly Dictionary<string, EditorConfig?> _files = new(StringComparer.Ordinal);

    /// <summary>Whether the file was asked to be left out.</summary>
    public bool Covers(string file)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(file)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (ReadFrom(folder) is not { } config)
                continue;
            if (config.ValueFor(Path.GetRelativePath(folder, Path.GetFullPath(file)).Replace('\\', '/')) is { } value)
                return value.Equals("false", StringComparison.OrdinalIgnoreCase);
            if (config.IsRoot)
                return false;
        }

        return false;
    }

    private EditorConfig? ReadFrom(string folder)
    {
        if (!_files.TryGetValue(folder, out var config))
        {
            var path = Path.Combine(folder, ".editorconfig");
            _files[folder] = config = File.Exists(path) ? EditorConfig.Parse(File.ReadLines(path)) : null;
        }

        return config;
    }

    private sealed class EditorConfig
    {
        private readonly List<(Regex Section, string Value)> _values = [];

        public bool IsRoot { get; private set; }

        public static EditorConfig Parse(IEnumerable<string> lines)
        {
            var config = new EditorConfig();
            Regex? section = null;
            foreach (var line in lines.Select(line => line.Trim()))
            {
                if (line is ['[', .. var glob, ']'])
                    section = SectionOf(glob);
                else if (line.IndexOf('=') is > 0 and var equals)
                    config.Set(section, line[..equals].Trim(), line[(equals + 1)..].Trim());
            }

            return config;
        }

        public string? ValueFor(string relative) => _values.FindLast(entry => entry.Section.IsMatch(relative)).Value;

        private void Set(Regex? section, string key, string value)
        {
            if (section is null)
                IsRoot |= key.Equals("root", StringComparison.OrdinalIgnoreCase) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
            else if (key.Equals(Key, StringComparison.OrdinalIgnoreCase))
                _values.Add((section, value));
        }

        private static Regex SectionOf(string glob)
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
    }
}
