namespace PaymentSafety.Core;

/// <summary>
/// The sample keys that docs.stripe.com prints in its API reference, quickstarts and guides, and that readers paste. They open
/// Stripe's own demo account; a person's own key is never among them. Only the bodies are kept here.
/// </summary>
internal static class PublishedSamples
{
    private static readonly string[] SecretTestBodies =
    [
        "BQokikJOvBiI2HlWgH4olfQ2",
        "4eC39HqLyjWDarjtT1zdp7dc",
        "tR3PYbcVNZZ796tH88S4VQ2u",
        "26PHem9AhJZvU623DfE1x4sd",
        "Hrs6SAopgFPF0bZXSN3f6ELN",
        "Gx4mWEgHtCMr4DYMUIqfIrsz",
        "09l3shTSTKHYCzzZZsiLl2vA",
        "VePHdqKTYQjKNInc7u56JBrQ",
        "mkGsLqEW6SLnZa487HYfJVLf",
    ];

    private static readonly string[] PublishableTestBodies =
    [
        "6pRNASCoBOKtIshFeQd4XMUh",
        "TYooMQauvdEDq54NiTphI7jx",
        "g6do5S237ekq10r65BnxO6S0",
    ];

    public static bool Contains(CredentialKind kind, ReadOnlySpan<char> body)
    {
        var samples = kind switch
        {
            CredentialKind.Secret => SecretTestBodies,
            CredentialKind.Publishable => PublishableTestBodies,
            _ => [],
        };
        foreach (var sample in samples)
        {
            if (body.SequenceEqual(sample.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }
}
