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
        ("Object", DataKind.RawBody, "EventData"),
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

    /// <summary>What the member adds to the JSON of its object. The object of an event is any of Stripe's, and its text is all of it.</summary>
    public static DataKind KindInJson(IPropertySymbol property, bool isOwn) =>
        property is { Name: "Object", ContainingType.Name: "EventData" } ? DataKind.RawBody
        : IsSeldomSent(property, isOwn) ? DataKind.None
        : KindOf(property);

    /// <summary>
    /// Whether the member is mostly empty in the object's JSON: data of a chip, what an options class seldom has, and the number of an issued card inside another object,
    /// which is sent when it is asked for.
    /// </summary>
    /// <param name="property">The member.</param>
    /// <param name="isOwn">It is the object's own member, not one of an object in it.</param>
    private static bool IsSeldomSent(IPropertySymbol property, bool isOwn)
    {
        var isOptions = property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal);
        return KindOf(property) switch
        {
            DataKind.RawBody => true,
            DataKind.AuthenticationData when property.Name is not ("Cvc" or "EncryptedNumber") => !isOwn,
            DataKind.CardNumber or DataKind.AuthenticationData => !isOptions && !isOwn,
            _ => isOptions && property.Name is not "ApiKey",
        };
    }

    /// <summary>
    /// Whether the member is an id unless it is expanded, so that the object in it is mostly not there: Stripe.net gives such a member a second one for the id.
    /// A choice of a string and an object is mostly a token.
    /// </summary>
    public static bool IsExpandable(IPropertySymbol property) =>
        property.Name is "ConfirmationSecret" or "StripeResponse"
        || !property.ContainingType.GetMembers(property.Name + "Id").IsEmpty
        || (property.Type.Name == "AnyOf" && property.Name != "Card");
}
