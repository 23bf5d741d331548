namespace PaymentSafety.Analyzers.CardData;

/// <summary>What a value is, and so which rule speaks about it.</summary>
internal enum DataKind
{
    None,

    /// <summary>A full card number (primary account number, PAN).</summary>
    CardNumber,

    /// <summary>Verification code, PIN or track data: may not be kept, not even encrypted (PCI DSS v4.0.1, 3.3.1).</summary>
    AuthenticationData,

    /// <summary>Lets its holder read and confirm one payment.</summary>
    ClientSecret,

    /// <summary>An API key, a signing secret, an ephemeral key.</summary>
    Secret,

    /// <summary>The body of a request, a response or a webhook of Stripe, which holds any of the others.</summary>
    RawBody,
}
