namespace PaymentSafety.Preflight.Configuration;

/// <summary>Environment variables as settings: <c>STRIPE__SECRETKEY</c> is <c>Stripe:SecretKey</c>.</summary>
internal static class EnvironmentVariables
{
    public static ConfigurationSource Read(IReadOnlyDictionary<string, string> variables)
    {
        var source = new ConfigurationSource("the environment");
        foreach (var (name, value) in variables)
            source.Set(KeyOf(name), new ConfigurationValue(name, value, source.Name, null));
        return source;
    }

    /// <summary>The setting that a variable stands for.</summary>
    public static string KeyOf(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);
}
