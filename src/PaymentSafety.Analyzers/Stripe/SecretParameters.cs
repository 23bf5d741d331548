using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Stripe;

/// <summary>What Stripe.net expects at a place that takes a credential.</summary>
internal enum SecretParameterKind
{
    None,

    /// <summary>A secret or restricted key of an account, platform or organisation.</summary>
    ApiKey,

    /// <summary>The signing secret of a webhook endpoint.</summary>
    WebhookSecret,
}

/// <summary>
/// The parameters and properties of Stripe.net through which a credential enters it, over versions 39 to 52 (the facts are in the
/// tests, StripeSurface/Facts/secret-parameters.tsv). Client secrets belong to one payment and are made anew for each, so they are
/// not among them; nor are the properties of what Stripe answers.
/// </summary>
internal static class SecretParameters
{
    /// <summary>What the operation hands to Stripe.net as a credential; null where it does not.</summary>
    public static (IOperation Value, SecretParameterKind Kind, string Member)? Of(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                return Found(assignment.Value, KindOf(property.ContainingType, property.Name, "value"), property.Name);
            case ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                return Found(assignment.Value, KindOf(property.ContainingType, property.Name, "value"), property.Name);
            case IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } argument:
                var name = method.MethodKind == MethodKind.Constructor ? ".ctor" : method.Name;
                return Found(argument.Value, KindOf(method.ContainingType, name, parameter.Name), method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : name);
            default:
                return null;
        }
    }

    /// <summary>The same for reading: what a property of Stripe.net holds.</summary>
    public static SecretParameterKind KindOfProperty(IPropertySymbol property) =>
        property is { Name: "ApiKey", ContainingType.Name: "StripeClient" or "IStripeClient" } && IsStripeNet(property.ContainingType)
            ? SecretParameterKind.ApiKey
            : KindOf(property.ContainingType, property.Name, "value");

    internal static SecretParameterKind KindOf(string type, string member, string parameter) => (type, member, parameter) switch
    {
        ("StripeClient", ".ctor", "apiKey") => SecretParameterKind.ApiKey,
        ("StripeClient", "ParseThinEvent" or "ParseEventNotification", "secret") => SecretParameterKind.WebhookSecret,
        ("StripeClientOptions" or "StripeConfiguration" or "RequestOptions", "ApiKey", "value") => SecretParameterKind.ApiKey,
        ("StripeConfiguration", "SetApiKey", "newApiKey") => SecretParameterKind.ApiKey,
        ("OAuthTokenCreateOptions", "ClientSecret", "value") => SecretParameterKind.ApiKey,
        ("EventUtility", "ConstructEvent" or "ValidateSignature" or "ComputeSignature", "secret") => SecretParameterKind.WebhookSecret,
        _ => SecretParameterKind.None,
    };

    private static SecretParameterKind KindOf(INamedTypeSymbol? type, string member, string parameter) =>
        IsStripeNet(type) ? KindOf(type!.Name, member, parameter) : SecretParameterKind.None;

    private static bool IsStripeNet(INamedTypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "Stripe", ContainingNamespace.IsGlobalNamespace: true }, ContainingAssembly.Name: "Stripe.net" };

    private static (IOperation, SecretParameterKind, string)? Found(IOperation value, SecretParameterKind kind, string member) =>
        kind == SecretParameterKind.None ? null : (value, kind, member);
}
