using Microsoft.Extensions.Configuration;

namespace PaymentSafety.Runtime.Settings;

/// <summary>What the providers of a configuration are called in messages: a file by its name, the environment as such.</summary>
internal static class ConfigurationSources
{
    private const string Suffix = "ConfigurationProvider";

    /// <summary>Where a value comes from.</summary>
    public static string Of(IConfiguration configuration, string key)
    {
        foreach (var provider in Providers(configuration).Reverse())
        {
            if (provider.TryGet(key, out _)) return NameOf(provider);
        }

        return "the configuration";
    }

    /// <summary>Every source, the strongest last.</summary>
    public static IEnumerable<string> All(IConfiguration configuration) => Providers(configuration).Select(NameOf).Distinct();

    private static IEnumerable<IConfigurationProvider> Providers(IConfiguration configuration) =>
        configuration is IConfigurationRoot root
            ? root.Providers.SelectMany(provider => provider is ChainedConfigurationProvider chained ? Providers(chained.Configuration) : [provider])
            : [];

    // The providers that are meant here live in packages that this one does not need; what they say about themselves is enough.
    private static string NameOf(IConfigurationProvider provider)
    {
        var type = provider.GetType().Name;
        if (type.StartsWith("EnvironmentVariables", StringComparison.Ordinal)) return "the environment";
        if (type.StartsWith("CommandLine", StringComparison.Ordinal)) return "the command line";
        var text = provider.ToString() ?? type;
        var open = text.IndexOf('\'');
        var close = open < 0 ? -1 : text.IndexOf('\'', open + 1);
        if (close > open + 1) return text[(open + 1)..close];
        return type.EndsWith(Suffix, StringComparison.Ordinal) ? type[..^Suffix.Length] : type;
    }
}
