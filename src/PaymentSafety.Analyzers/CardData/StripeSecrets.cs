using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// What the properties of Stripe.net hold, by type: <c>Number</c> is a card's on ten types, and an invoice's, a quote's or a voucher's on eleven others.
/// Read from Stripe.net 52.2.0; a test compares it with the facts, property by property.
/// </summary>
internal static class StripeSecrets
{
    private static readonly ILookup<string, (DataKind Kind, HashSet<string>? Types)> ByProperty = new (string Property, DataKind Kind, string? Types)[]
    {
        ("Number", DataKind.CardNumber,
            "AccountCardOptions AccountExternalAccountCardOptions CardCreateNestedOptions Card PaymentMethodCardOptions SourceCardOptions TokenCardOptions "
            + "ReaderCardOptions ReaderCardPresentOptions ReaderInteracPresentOptions"),
        ("Cvc", DataKind.AuthenticationData, null),
        ("EncryptedNumber", DataKind.AuthenticationData, "CardPinOptions"),
        ("EmvAuthData", DataKind.AuthenticationData, null),
        ("ApplicationCryptogram", DataKind.AuthenticationData, null),
        ("Cryptogram", DataKind.AuthenticationData, null),
        ("ClientSecret", DataKind.ClientSecret, null),
        ("ApiKey", DataKind.Secret, null),
        ("AuthorizationHeader", DataKind.Secret, null),
        ("SigningSecret", DataKind.Secret, null),
        ("Secret", DataKind.Secret, "WebhookEndpoint EphemeralKey ConnectionToken"),
        ("RawJson", DataKind.Secret, "EphemeralKey"),
        ("Nonce", DataKind.Secret, "EphemeralKeyCreateOptions"),
        ("AccessToken", DataKind.Secret, "OAuthToken"),
        ("RefreshToken", DataKind.Secret, null),
        ("Code", DataKind.Secret, "OAuthTokenCreateOptions"),
        ("CvcToken", DataKind.Secret, null),
        ("Password", DataKind.Secret, null),
        ("PrivateKeyFilePassword", DataKind.Secret, null),
        ("RegistrationCode", DataKind.Secret, "ReaderCreateOptions"),
        ("Payload", DataKind.Secret, "Secret SecretCreateOptions"),
        ("PersistentToken", DataKind.Secret, null),
        ("ClientToken", DataKind.Secret, null),
        ("AuthenticationToken", DataKind.Secret, null),
        ("Content", DataKind.RawBody, "StripeResponse StripeRequest"),
        ("Body", DataKind.RawBody, "StripeStreamedResponse RequestRequestDetails RequestRequestOptions RequestResponseDetails"),
        ("RawJObject", DataKind.RawBody, null),
        ("RawJsonElement", DataKind.RawBody, null),
        ("RawObject", DataKind.RawBody, "EventData"),
    }.ToLookup(row => row.Property, row => (row.Kind, row.Types is { } types ? new HashSet<string>(types.Split(' ')) : null));

    public static DataKind KindOf(IPropertySymbol property)
    {
        foreach (var (kind, types) in ByProperty[property.Name])
        {
            if (types is null || types.Contains(property.ContainingType.Name))
            {
                return kind;
            }
        }

        return DataKind.None;
    }
}
