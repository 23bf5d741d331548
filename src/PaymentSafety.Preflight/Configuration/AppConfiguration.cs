using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>
/// The settings of the app as the app itself will see them in the environment it is published for:
/// appsettings.json, appsettings.{Environment}.json, user secrets (in Development only), .env files, environment variables, a launch profile
/// where one was named; the later wins.
/// </summary>
public sealed class AppConfiguration
{
    private readonly IReadOnlyList<ConfigurationSource> _sources;

    private AppConfiguration(IReadOnlyList<ConfigurationSource> sources, IReadOnlyList<Finding> problems) => (_sources, Problems) = (sources, problems);

    /// <summary>Files that the app reads and that cannot be read.</summary>
    public IReadOnlyList<Finding> Problems { get; }

    /// <summary>The places that were searched, the strongest last.</summary>
    public IEnumerable<string> Searched => _sources.Select(source => source.Name);

    /// <summary>Every value of every source, the hidden ones too.</summary>
    public IEnumerable<ConfigurationValue> Values => _sources.SelectMany(source => source.Values);

    /// <summary>What the files of other environments hold.</summary>
    internal IReadOnlyList<OtherEnvironment> Others { get; private init; } = [];

    public static AppConfiguration Read(ConfigurationInputs inputs)
    {
        var problems = new List<Finding>();
        var sources = new List<ConfigurationSource>();
        var settings = new AppSettingsFiles(inputs.ProjectDirectory, problems);
        settings.AddIfPresent(sources, Path.Combine(inputs.ProjectDirectory, "appsettings.json"));
        settings.AddIfPresent(sources, Path.Combine(inputs.ProjectDirectory, $"appsettings.{inputs.EnvironmentName}.json"));
        if (inputs.EnvironmentName.Equals("Development", StringComparison.OrdinalIgnoreCase) && UserSecrets.PathOf(inputs.UserSecretsId, inputs.Variable) is { } secrets)
            settings.AddIfPresent(sources, secrets, "user secrets");
        EnvFiles.AddTo(sources, inputs, problems);
        sources.Add(EnvironmentVariables.Read(inputs.Variables));
        if (inputs.LaunchProfile is { } profile)
            sources.Add(profile.Source);
        problems.AddRange(OtherEnvironments.FilesInOtherLetterCase(inputs));
        return new AppConfiguration(sources, problems) { Others = OtherEnvironments.Read(inputs) };
    }

    /// <summary>The first of <paramref name="names"/> that has a value. A blank value counts as none, and hides weaker sources as it does in the app.</summary>
    public ConfigurationValue? Find(IEnumerable<string> names) =>
        names.Select(Strongest).FirstOrDefault(value => value is not null && !string.IsNullOrWhiteSpace(value.Value));

    private ConfigurationValue? Strongest(string name) => _sources.Reverse().Select(source => source.Find(name)).FirstOrDefault(value => value is not null);
}
