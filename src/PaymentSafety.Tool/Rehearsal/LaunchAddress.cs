using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Tool.Rehearsal;

/// <summary>Where `dotnet run` makes the app listen: applicationUrl of the first profile of Properties/launchSettings.json that starts the project.</summary>
internal static class LaunchAddress
{
    /// <summary>What ASP.NET Core listens on when nobody says another.</summary>
    public static readonly Uri Default = new("http://localhost:5000");

    /// <exception cref="PositionedJsonException">The file is not JSON.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Uri Of(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return Default;
        var profiles = Member(PositionedJson.ReadFile(path), "profiles")?.Properties ?? [];
        var addresses = profiles.Where(profile => Member(profile.Value, "commandName")?.Text == "Project")
            .Select(profile => Member(profile.Value, "applicationUrl")?.Text).FirstOrDefault(text => !string.IsNullOrEmpty(text))?
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        // Without TLS first: the CLI would have to be told to trust a development certificate. A wildcard host is this computer.
        return addresses.OrderBy(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Select(address => address.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal))
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null).FirstOrDefault(uri => uri is not null) ?? Default;
    }

    private static JsonValue? Member(JsonValue value, string name) => value.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
