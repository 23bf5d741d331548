using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// Chooses the rule for a credential by kind and mode and makes the diagnostic. Nothing of a value goes in: kind, mode and length.
/// </summary>
internal sealed class CredentialReport
{
    /// <summary>Names of the properties that fixes read.</summary>
    public const string KindProperty = "Kind";
    public const string ModeProperty = "Mode";

    private const string FixedToOneAccount = "it is no secret, but it ties the code to one account and one mode. Read it from configuration.";
    private const string WrongKind = "a secret key belongs here, and Stripe refuses this one. Read the secret key from the environment or a secret store.";

    private readonly ProjectFacts _project;

    public CredentialReport(ProjectFacts project) => _project = project;

    /// <summary>The credential as it stands in source code.</summary>
    public Diagnostic InSource(CredentialMatch match, Location location, string place) =>
        _project.Client != ClientKind.None && match.IsSecret
            ? InClient(match, location, place, ClientProject.Audience(_project.Client))
            : Create(match, location, place, FixedToOneAccount, _project.IsTestProject);

    /// <summary>A publishable key where Stripe.net takes a secret one.</summary>
    public Diagnostic OfWrongKind(CredentialMatch match, Location location) =>
        Create(match, location, "the place of a secret", WrongKind, lowered: false);

    /// <summary>A constant that Stripe.net is given as a credential and that does not look like one.</summary>
    public Diagnostic OfUnknownShape(SecretParameterKind kind, int length, Location location, string member)
    {
        var isWebhook = kind == SecretParameterKind.WebhookSecret;
        var rule = isWebhook ? Rules.HardCodedWebhookSecret : _project.IsTestProject ? Rules.HardCodedTestKey : Rules.HardCodedLiveKey;
        return Diagnostic.Create(
            rule,
            location,
            SeverityOf(rule, lowered: true),
            additionalLocations: null,
            ImmutableDictionary<string, string?>.Empty.Add(KindProperty, (isWebhook ? CredentialKind.Webhook : CredentialKind.Secret).ToString()),
            isWebhook ? "webhook signing secret" : "key of unknown mode",
            length,
            $"what '{member}' is given");
    }

    /// <summary>The credential as it stands in a file beside the code.</summary>
    /// <param name="match">The credential.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="file">What the message calls the file.</param>
    /// <param name="path">The file's path, which says who gets to see it.</param>
    public Diagnostic InFile(CredentialMatch match, Location location, string file, string path) =>
        match.IsSecret && CredentialFile.AudienceOf(path, _project.Client) is { } audience
            ? InClient(match, location, file, audience)
            : Create(match, location, file, FixedToOneAccount, CredentialFile.IsForDevelopers(path) || _project.IsTestProject);

    private static Diagnostic InClient(CredentialMatch match, Location location, string place, string clause) =>
        Diagnostic.Create(Rules.SecretKeyInClient, location, Properties(match), $"A {match.Description} ({match.CredentialLength} characters)", place, clause);

    private Diagnostic Create(CredentialMatch match, Location location, string place, string consequence, bool lowered)
    {
        var rule = RuleOf(match);
        return Diagnostic.Create(
            rule,
            location,
            SeverityOf(rule, lowered),
            additionalLocations: null,
            Properties(match),
            match.Description,
            match.CredentialLength,
            place,
            consequence);
    }

    private static DiagnosticDescriptor RuleOf(CredentialMatch match) => CredentialRule.IdOf(match, isShipped: false) switch
    {
        CredentialRule.WebhookSecret => Rules.HardCodedWebhookSecret,
        CredentialRule.PublishableKey => Rules.HardCodedPublishableKey,
        CredentialRule.TestKey => Rules.HardCodedTestKey,
        _ => Rules.HardCodedLiveKey,
    };

    private static ImmutableDictionary<string, string?> Properties(CredentialMatch match) =>
        ImmutableDictionary<string, string?>.Empty.Add(KindProperty, match.Kind.ToString()).Add(ModeProperty, match.Mode.ToString());

    /// <summary>Only the rule for test keys has places where it is milder: there a test key is usual, if not good.</summary>
    private DiagnosticSeverity SeverityOf(DiagnosticDescriptor rule, bool lowered) =>
        rule.Id == Rules.HardCodedTestKey.Id ? _project.SeverityOf(rule, lowered) : rule.DefaultSeverity;
}
