using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>Which of Stripe's modes the published app must use, and how that was decided.</summary>
/// <param name="Mode">Live for production, test for everything else.</param>
/// <param name="EnvironmentName">The environment that the app will see: it chooses appsettings.{Environment}.json.</param>
/// <param name="Reason">What decided, for the first line of the output: <c>DOTNET_ENVIRONMENT=Production</c>.</param>
public sealed record ModeDecision(StripeMode Mode, string EnvironmentName, string Reason)
{
    /// <summary>What is live or test, as the start of a sentence: the environment, where it decided.</summary>
    public string Subject => IsAsked ? $"A {Mode.Word()} publish" : EnvironmentName;

    /// <summary>Whether a property or variable of the gate decided, and not the environment.</summary>
    public bool IsAsked { get; private init; }

    /// <summary>Whether nothing says which environment the app runs in, so that .NET takes it for Production.</summary>
    public bool IsEnvironmentUnset { get; private init; }

    /// <summary>Environments that are live where no other list is given.</summary>
    public static readonly IReadOnlyList<string> DefaultLiveEnvironments = LiveEnvironments.Default;

    /// <summary>
    /// Decides. The order is .NET's own where it has one: DOTNET_ENVIRONMENT beats ASPNETCORE_ENVIRONMENT, and nothing set means Production.
    /// The build configuration (Release) says nothing about it.
    /// </summary>
    /// <param name="property">PaymentSafetyMode; null when not set.</param>
    /// <param name="variable">Reads an environment variable; null when it is not set or empty.</param>
    /// <param name="liveEnvironments">Names of environments in which real money moves.</param>
    /// <param name="nodeFrontEnd">Whether a Node front end is declared: NODE_ENV then decides where .NET's variables say nothing. The app itself does not read it.</param>
    /// <exception cref="ConfigurationException">A mode is neither live nor test.</exception>
    public static ModeDecision Decide(StripeMode? property, Func<string, string?> variable, IReadOnlyList<string> liveEnvironments, bool nodeFrontEnd = false)
    {
        var source = Array.Find(["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"], name => !string.IsNullOrWhiteSpace(variable(name)));
        var environment = source is null ? "Production" : variable(source)!.Trim();

        if (property is { } asked)
            return new ModeDecision(asked, environment, "PaymentSafetyMode=" + asked.Word()) { IsAsked = true };
        if (variable("PAYMENTSAFETY_MODE") is { } word)
        {
            var mode = StripeModes.Parse(word) ?? throw new ConfigurationException("PAYMENTSAFETY_MODE", "live or test", word);
            return new ModeDecision(mode, environment, "PAYMENTSAFETY_MODE=" + mode.Word()) { IsAsked = true };
        }

        if (source is null && nodeFrontEnd && variable("NODE_ENV")?.Trim() is { Length: > 0 } node)
            return new ModeDecision(ModeOf(node, liveEnvironments), environment, $"NODE_ENV={node}");
        return new ModeDecision(ModeOf(environment, liveEnvironments), environment, source is null ? "no environment is set, so .NET runs as Production" : $"{source}={environment}")
        {
            IsEnvironmentUnset = source is null,
        };
    }

    /// <summary>The mode that an app in an environment of this name uses.</summary>
    public static StripeMode ModeOf(string environment, IReadOnlyList<string> liveEnvironments) =>
        LiveEnvironments.ModeOf(environment, liveEnvironments);
}
