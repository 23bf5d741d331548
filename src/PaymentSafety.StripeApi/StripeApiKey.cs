using PaymentSafety.Core;

namespace PaymentSafety.StripeApi;

/// <summary>
/// A key with the name of the setting that it came from. The value leaves this class for one place only, the Authorization header:
/// it has no property, and <see cref="ToString"/> gives the masked form.
/// </summary>
public sealed class StripeApiKey
{
    private readonly string _value;

    /// <param name="name">Where the key was found, in the user's words: <c>STRIPE_SECRET_KEY</c>, <c>Stripe:SecretKey</c>.</param>
    /// <param name="value">The key as it is written there.</param>
    /// <exception cref="ArgumentException">The value is empty or has a character that cannot be part of a key. The message does not repeat it.</exception>
    public StripeApiKey(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        // Checked here, because the header classes of .NET repeat a value that they refuse.
        if (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException($"{name} is not a usable key: it is empty or holds a character that no key has.", nameof(value));

        Name = name;
        _value = value;
    }

    /// <summary>Where the key was found, in the user's words.</summary>
    public string Name { get; }

    /// <summary>Prefix and last four characters, as Stripe's Dashboard shows a key: <c>rk_live_…7j4q</c>.</summary>
    public string Masked => Redaction.MaskKey(_value);

    internal string Value => _value;

    /// <inheritdoc cref="Masked"/>
    public override string ToString() => Masked;
}
