using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>A setting of the app with the place where it stands.</summary>
public sealed class ConfigurationValue : StripeSetting
{
    internal ConfigurationValue(string name, string value, string source, SourcePlace? place)
        : base(name, value, source) => Place = place;

    /// <summary>Where it stands; null for the environment.</summary>
    public SourcePlace? Place { get; }
}
