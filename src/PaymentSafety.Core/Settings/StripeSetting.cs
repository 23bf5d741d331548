namespace PaymentSafety.Core;

/// <summary>A setting as the app sees it. The value may be a secret: it has no place in <see cref="ToString"/>.</summary>
public class StripeSetting
{
    /// <param name="name">The name as it is written where the value comes from: <c>STRIPE__SECRETKEY</c>, <c>Stripe:SecretKey</c>.</param>
    /// <param name="value">The value as it is written, blanks included.</param>
    /// <param name="source">Where it comes from, in words: <c>the environment</c>, <c>appsettings.Production.json</c>.</param>
    public StripeSetting(string name, string value, string source) => (Name, Value, Source) = (name, value, source);

    /// <summary>The name as it is written where the value comes from: <c>STRIPE__SECRETKEY</c>, <c>Stripe:SecretKey</c>.</summary>
    public string Name { get; }

    /// <summary>The value as it is written, blanks included.</summary>
    public string Value { get; }

    /// <summary>Where it comes from, in words: <c>the environment</c>, <c>appsettings.Production.json</c>.</summary>
    public string Source { get; }

    /// <summary>Name and source, without the value.</summary>
    public override string ToString() => $"{Name} (from {Source})";
}
