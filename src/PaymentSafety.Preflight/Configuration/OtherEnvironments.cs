using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>The settings that stand in the files of one other environment: <c>appsettings.Development.json</c>, <c>.env.staging</c>, user secrets.</summary>
/// <param name="Environment">Its name, as the file has it.</param>
/// <param name="Source">The file.</param>
internal sealed record OtherEnvironment(string Environment, ConfigurationSource Source)
{
    /// <summary>The first of <paramref name="names"/> that has a value.</summary>
    public ConfigurationValue? Find(IEnumerable<string> names) => names.Select(Source.Find).FirstOrDefault(value => value is not null && !string.IsNullOrWhiteSpace(value.Value));
}

/// <summary>Finds the settings of the environments that the app is not checked for. The app does not read them, so that what is wrong in them is no problem of this run.</summary>
internal static class OtherEnvironments
{
    private const string Prefix = "appsettings.";

    public static IReadOnlyList<OtherEnvironment> Read(ConfigurationInputs inputs)
    {
        var others = new List<OtherEnvironment>();
        var ignored = new List<Finding>();
        var settings = new AppSettingsFiles(inputs.ProjectDirectory, ignored);
        foreach (var (path, environment) in SettingsFiles(inputs).Where(file => !IsChecked(file.Environment)))
            Add(environment, sources => settings.AddIfPresent(sources, path));
        foreach (var (path, environment) in Files(inputs, ".env.*", ".env.", "").Where(file => !IsChecked(file.Environment)))
            Add(environment, sources => EnvFiles.Add(sources, inputs, path, ignored));
        if (!IsChecked("Development") && UserSecrets.PathOf(inputs.UserSecretsId, inputs.Variable) is { } secrets)
            Add("Development", sources => settings.AddIfPresent(sources, secrets, "user secrets"));
        return others;

        bool IsChecked(string environment) => environment.Equals(inputs.EnvironmentName, StringComparison.OrdinalIgnoreCase);

        void Add(string environment, Action<List<ConfigurationSource>> add)
        {
            var sources = new List<ConfigurationSource>();
            add(sources);
            others.AddRange(sources.Select(source => new OtherEnvironment(environment, source)));
        }
    }

    /// <summary>PF2014: the settings of this environment, in a file that a case-sensitive file system does not find.</summary>
    public static IEnumerable<Finding> FilesInOtherLetterCase(ConfigurationInputs inputs)
    {
        var files = SettingsFiles(inputs).Where(file => file.Environment.Equals(inputs.EnvironmentName, StringComparison.OrdinalIgnoreCase)).ToList();
        return files.Exists(file => file.Environment == inputs.EnvironmentName)
            ? []
            : files.Select(file => CheckTable.EnvironmentLetterCase.At(
                new SourcePlace(file.Path, TextPosition.Start), ("environment", inputs.EnvironmentName), ("file", Path.GetFileName(file.Path))));
    }

    private static IEnumerable<SettingsFile> SettingsFiles(ConfigurationInputs inputs) => Files(inputs, Prefix + "*.json", Prefix, ".json");

    private static IEnumerable<SettingsFile> Files(ConfigurationInputs inputs, string pattern, string prefix, string suffix) =>
        !Directory.Exists(inputs.ProjectDirectory) ? [] :
        from path in Directory.EnumerateFiles(inputs.ProjectDirectory, pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal)
        let name = Path.GetFileName(path)
        where name.Length > prefix.Length + suffix.Length
        select new SettingsFile(path, name[prefix.Length..^suffix.Length]);

    /// <param name="Path">The file.</param>
    /// <param name="Environment">As its name has it.</param>
    private sealed record SettingsFile(string Path, string Environment);
}
