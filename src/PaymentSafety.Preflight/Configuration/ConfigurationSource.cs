namespace PaymentSafety.Preflight.Configuration;

/// <summary>One provider of settings: a file or the environment. Names are compared as .NET does: letter case does not count, <c>:</c> separates levels.</summary>
internal sealed class ConfigurationSource(string name)
{
    private readonly Dictionary<string, ConfigurationValue> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the source is called in messages.</summary>
    public string Name { get; } = name;

    public IEnumerable<ConfigurationValue> Values => _values.Values;

    public ConfigurationValue? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>A later value of the same key replaces an earlier one.</summary>
    public void Set(string key, ConfigurationValue value) => _values[key] = value;
}
