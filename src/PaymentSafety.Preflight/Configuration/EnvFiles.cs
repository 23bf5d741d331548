using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>
/// .env files. .NET does not read them; hosts, containers and dotenv libraries do, as environment variables.
/// They are read where they exist, below the real variables.
/// </summary>
internal static class EnvFiles
{
    public static void AddTo(List<ConfigurationSource> sources, ConfigurationInputs inputs, List<Finding> problems)
    {
        if (!string.IsNullOrWhiteSpace(inputs.EnvFile))
        {
            Add(sources, inputs, Path.GetFullPath(inputs.EnvFile, inputs.ProjectDirectory), problems);
            return;
        }

        // Tools write the environment in small letters (.env.production) where .NET writes Production; on Windows both are one file.
        string[] names = [".env", ".env." + inputs.EnvironmentName, ".env." + inputs.EnvironmentName.ToLowerInvariant()];
        var comparer = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        foreach (var path in names.Distinct(comparer).Select(name => Path.Combine(inputs.ProjectDirectory, name)).Where(File.Exists))
            Add(sources, inputs, path, problems);
    }

    public static void Add(List<ConfigurationSource> sources, ConfigurationInputs inputs, string path, List<Finding> problems)
    {
        var source = new ConfigurationSource(Path.GetRelativePath(inputs.ProjectDirectory, path));
        sources.Add(source);
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(path, Encoding.UTF8))
            {
                number++;
                if (Assignment(line) is not var (name, value, column))
                    continue;
                var place = new SourcePlace(path, new TextPosition(number, column));
                if (source.Find(EnvironmentVariables.KeyOf(name)) is { Place: { } first })
                {
                    problems.Add(CheckTable.SetTwice.At(
                        place, ("file", source.Name), ("name", name), ("a", Words.Number(first.Position.Line)), ("b", Words.Number(number))));
                }

                source.Set(EnvironmentVariables.KeyOf(name), new ConfigurationValue(name, value, source.Name, place));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(CheckTable.SettingsUnreadable.At(
                new SourcePlace(path, TextPosition.Start), ("file", source.Name), ("reason", exception.Message.TrimEnd('.')), ("line", "1")));
        }
    }

    /// <summary>
    /// Reads <c>NAME=value</c>: <c>export</c> before it, quotes around the value and a comment after a blank are what every reader of such files takes off.
    /// </summary>
    private static (string Name, string Value, int Column)? Assignment(string line)
    {
        var equals = line.IndexOf('=');
        if (equals < 0 || line.TrimStart().StartsWith('#'))
            return null;
        var name = line[..equals].Trim();
        if (name.StartsWith("export ", StringComparison.Ordinal))
            name = name["export ".Length..].TrimStart();
        if (name.Length == 0)
            return null;

        var start = equals + 1;
        while (start < line.Length && char.IsWhiteSpace(line[start]))
            start++;
        var value = line[start..].TrimEnd();
        if (value.Length > 0 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 0 and var close)
            return (name, value[1..close], start + 2);
        var comment = value.StartsWith('#') ? 0 : value.IndexOf(" #", StringComparison.Ordinal);
        return (name, comment < 0 ? value : value[..comment].TrimEnd(), start + 1);
    }
}
