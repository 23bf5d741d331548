namespace PaymentSafety.Preflight.Configuration;

/// <summary>A setting of the gate itself has a value that means nothing: wrong use, exit code 3.</summary>
public sealed class ConfigurationException(string setting, string expected, string actual)
    : Exception($"'{setting}' must be {expected}, but is '{actual}'.")
{
    public string Setting { get; } = setting;

    public string Expected { get; } = expected;

    public string Actual { get; } = actual;
}
