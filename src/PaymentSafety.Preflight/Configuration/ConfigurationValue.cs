using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>A setting as the app will see it. The value may be a secret: it has no place in <see cref="ToString"/>.</summary>
public sealed class ConfigurationValue
{
    internal ConfigurationValue(string name, string value, string source, SourcePlace? place) => (Name, Value, Source, Place) = (name, value, source, place);

    /// <summary>The name as it is written where the value comes from: <c>STRIPE__SECRETKEY</c>, <c>Stripe:SecretKey</c>.</summary>
    public string Name { get; }

    /// <summary>The value as it is written, blanks included.</summary>
    public string Value { get; }

    /// <summary>Where it comes from, in words: <c>the environment</c>, <c>appsettings.Production.json</c>.</summary>
    public string Source { get; }

    /// <summary>Where it stands; null for the environment.</summary>
    public SourcePlace? Place { get; }

    public override string ToString() => $"{Name} (from {Source})";
}
