using System.Collections.Concurrent;

namespace PaymentSafety.Tests.Stripe;

/// <summary>Everything that the server knows: accounts, their objects, and the keys that open them.</summary>
public sealed class StripeWorld
{
    private readonly ConcurrentDictionary<string, StripeKeyData> _keys = new(StringComparer.Ordinal);

    /// <summary>Whether a missing permission is told in Stripe's older words.</summary>
    public bool OlderPermissionWords { get; set; }

    public StripeAccountData AddAccount(string sixteenCharacters) => new(StripeIds.Account(sixteenCharacters));

    /// <summary>Makes a key and returns its value.</summary>
    public string AddKey(StripeKeyData key)
    {
        _keys[key.Value] = key;
        return key.Value;
    }

    /// <summary>Makes a secret key and returns its value.</summary>
    public string AddSecretKey(StripeAccountData account, bool livemode) => AddKey(new StripeKeyData(StripeIds.Key("sk", livemode, account.Id), account, livemode));

    /// <summary>Makes a restricted key and returns its value.</summary>
    public string AddRestrictedKey(StripeAccountData account, bool livemode, params IEnumerable<StripePermission> permissions)
        => AddKey(new StripeKeyData(StripeIds.Key("rk", livemode, account.Id), account, livemode) { Permissions = permissions.ToHashSet() });

    /// <summary>Every account that a key opens.</summary>
    public IEnumerable<StripeAccountData> Accounts => _keys.Values.Select(key => key.Account).Distinct();

    public StripeKeyData? FindKey(string value) => _keys.GetValueOrDefault(value);
}
