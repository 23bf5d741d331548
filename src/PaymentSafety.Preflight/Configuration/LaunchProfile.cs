using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>
/// The environment variables of a profile of Properties/launchSettings.json. `dotnet run` sets them over the ones that are there; a
/// published app never sees them, so that a profile counts only where it is asked for by name.
/// </summary>
internal sealed class LaunchProfile
{
    private static readonly string File = Path.Combine("Properties", "launchSettings.json");

    private LaunchProfile(ConfigurationSource source) => Source = source;

    public ConfigurationSource Source { get; }

    /// <summary>The value of a variable as the profile sets it.</summary>
    public string? Variable(string name) => Source.Values.FirstOrDefault(value => value.Name == name)?.Value;

    /// <exception cref="ConfigurationException">There is no such profile, or the file cannot be read.</exception>
    public static LaunchProfile Read(string projectDirectory, string name)
    {
        var path = Path.Combine(projectDirectory, File);
        var variables = Member(Member(Member(Root(path, name), "profiles"), name) ?? throw Unknown(name), "environmentVariables");
        var source = new ConfigurationSource($"launch profile '{name}'");
        foreach (var variable in variables?.Properties ?? [])
        {
            source.Set(
                EnvironmentVariables.KeyOf(variable.Name),
                new ConfigurationValue(variable.Name, variable.Value.Text, source.Name, new SourcePlace(path, variable.Value.Position)));
        }

        return new LaunchProfile(source);
    }

    private static JsonValue Root(string path, string name)
    {
        try
        {
            return PositionedJson.ReadFile(path);
        }
        catch (Exception exception) when (exception is PositionedJsonException or IOException or UnauthorizedAccessException)
        {
            throw Unknown($"{name} ({exception.Message.TrimEnd('.')})");
        }
    }

    private static JsonValue? Member(JsonValue? value, string name) =>
        value?.Kind == JsonValueKind.Object ? value.Properties.FirstOrDefault(property => property.Name == name)?.Value : null;

    private static ConfigurationException Unknown(string actual) => new("PaymentSafetyLaunchProfile", "the name of a profile in Properties/launchSettings.json", actual);
}
