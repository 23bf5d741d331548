namespace PaymentSafety.StripeApi;

/// <summary>Why a request gave no usable answer. All but <see cref="ResourceMissing"/> leave what was asked unknown.</summary>
public enum StripeFaultKind
{
    /// <summary>PF9001: refused, name unknown, broken, no answer in time.</summary>
    NoAnswer,

    /// <summary>PF9002: no trusted TLS connection.</summary>
    Tls,

    /// <summary>PF9003: the proxy is dead, wants a login, or refuses the tunnel.</summary>
    Proxy,

    /// <summary>PF9004: something that is not Stripe answered: a web page, a redirect, another protocol.</summary>
    NotStripe,

    /// <summary>PF9005: not Stripe's JSON, too large, or a request that Stripe calls wrong.</summary>
    BrokenAnswer,

    /// <summary>PF9006: 429, and no recovery.</summary>
    RateLimited,

    /// <summary>PF9007: 5xx, and no recovery.</summary>
    ServerError,

    /// <summary>PF9008: the requests or the time are used up.</summary>
    Budget,

    /// <summary>PF9009: a list that does not end.</summary>
    Paging,

    /// <summary>PF3001: 401.</summary>
    InvalidKey,

    /// <summary>PF3002: 401 api_key_expired.</summary>
    ExpiredKey,

    /// <summary>PF3003: 403, the key may not read this.</summary>
    MissingPermission,

    /// <summary>PF3009: 403, the key is not for this computer's address.</summary>
    AddressRefused,

    /// <summary>404 resource_missing: Stripe says, reliably, that the object does not exist for this key. What that means is the caller's to say.</summary>
    ResourceMissing,
}
