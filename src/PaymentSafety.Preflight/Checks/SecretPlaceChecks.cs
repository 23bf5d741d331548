using PaymentSafety.Core;
using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Checks;

/// <summary>Secrets where they must not stand: in what browsers are given, and in what is under version control.</summary>
internal static class SecretPlaceChecks
{
    /// <summary>Names that front-end tools copy into what a browser loads.</summary>
    private static readonly string[] BrowserPrefixes =
        ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "NUXT_PUBLIC_", "VUE_APP_", "EXPO_PUBLIC_", "GATSBY_", "PUBLIC_", "NG_APP_", "STORYBOOK_"];

    public static IEnumerable<Finding> ReadableByBrowsers(Check self, PreflightFacts facts)
    {
        var names = facts.Options.Names.PublishableKey;
        return from value in facts.Configuration.Values
               where IsForBrowsers(value.Name, names)
               let what = Secret(value.Value)
               where what is not null
               select self.At(EnvironmentChecks.PlaceOf(value, facts), ("name", value.Name), ("what", what), ("source", value.Source));
    }

    public static IEnumerable<Finding> UnderVersionControl(Check self, PreflightFacts facts) =>
        from value in facts.TrackedSecrets
        select self.At(value.Place, ("file", value.Source), ("line", Words.Number(value.Place!.Position.Line)));

    /// <summary>Whether a value is a live secret that was not made up.</summary>
    public static bool IsLiveSecret(string value) =>
        StripeCredential.TryParse(value.Trim(), out var match) && match is { IsSecret: true, IsPlaceholder: false, Mode: CredentialMode.Live };

    private static bool IsForBrowsers(string name, IReadOnlyList<string> publishableNames) =>
        BrowserPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || publishableNames.Contains(EnvironmentVariables.KeyOf(name), StringComparer.OrdinalIgnoreCase);

    private static string? Secret(string value)
    {
        // A name that is for browsers: whatever stands in it and has the prefix is taken at its word, made up or not.
        if (!StripeCredential.TryParse(value.Trim().Trim('"', '\'', '`'), out var match) || !match.IsSecret)
            return null;
        return match.Kind == CredentialKind.Webhook ? match.Description : "secret key";
    }
}
