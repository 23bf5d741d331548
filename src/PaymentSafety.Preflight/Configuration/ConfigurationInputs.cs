namespace PaymentSafety.Preflight.Configuration;

/// <summary>From what the configuration of an app is read.</summary>
public sealed record ConfigurationInputs
{
    /// <summary>The app's folder, absolute.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The environment that the app will run in: <c>Production</c>.</summary>
    public required string EnvironmentName { get; init; }

    /// <summary>The environment variables of this process.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The project's UserSecretsId; null when it has none.</summary>
    public string? UserSecretsId { get; init; }

    /// <summary>The one .env file to read, relative to the project's folder; null to read <c>.env</c> and <c>.env.{environment}</c> where they exist.</summary>
    public string? EnvFile { get; init; }

    /// <summary>The profile of Properties/launchSettings.json with which the app is started; null for a published app, which has none.</summary>
    internal LaunchProfile? LaunchProfile { get; init; }

    /// <summary>The value of an environment variable; null when it is not set or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
