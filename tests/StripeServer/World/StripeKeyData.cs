namespace PaymentSafety.Tests.Stripe;

/// <summary>A key that the server knows.</summary>
public sealed record StripeKeyData(string Value, StripeAccountData Account, bool Livemode)
{
    /// <summary>Null for a secret key, which may do everything.</summary>
    public IReadOnlySet<StripePermission>? Permissions { get; init; }

    public bool Expired { get; init; }

    /// <summary>Whether the key is only for other computers than this one.</summary>
    public bool ForOtherAddresses { get; init; }

    public bool Publishable => Value.StartsWith("pk_", StringComparison.Ordinal);

    public bool May(StripePermission permission) => Permissions is null || Permissions.Any(granted => granted == permission || granted.Includes == permission);

    /// <summary>Masked as in Stripe's messages: stars between the prefix and the last four characters.</summary>
    public static string Mask(string value)
    {
        var prefix = value.Length > 12 ? value[..8] : "";
        return prefix + new string('*', Math.Max(value.Length - prefix.Length - 4, 0)) + value[^Math.Min(4, value.Length)..];
    }

    public override string ToString() => Mask(Value);
}
