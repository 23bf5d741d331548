using PaymentSafety.Core;
using PaymentSafety.Preflight.Code;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Files;
using PaymentSafety.Preflight.Plans;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Probing;
using PaymentSafety.Preflight.Receipts;
using PaymentSafety.Preflight.Snapshot;

namespace PaymentSafety.Preflight.Checks;

/// <summary>Everything that was gathered before the first check is made. Checks read it and nothing else.</summary>
internal sealed record PreflightFacts
{
    public required PreflightOptions Options { get; init; }

    public required ModeDecision Decision { get; init; }

    public required AppConfiguration Configuration { get; init; }

    public required StripeKeys Keys { get; init; }

    public required PriceMapReading Map { get; init; }

    public required StripeAnswers Stripe { get; init; }

    /// <summary>The Stripe settings, as the rules want them that the running app checks too.</summary>
    public StripeSettings Settings => new(Mode, Decision.Subject)
    {
        AppKey = Keys.App,
        SecretKeys = [.. Keys.Secret],
        PublishableKey = Keys.Publishable,
        WebhookSecret = Keys.WebhookSecret,
    };

    /// <summary>What was found in the project's files; null where none were handed over.</summary>
    public FileScan? Files { get; init; }

    /// <summary>Live secrets in files that are under version control.</summary>
    public IReadOnlyList<ConfigurationValue> TrackedSecrets { get; init; } = [];

    /// <summary>What the compiled app holds; null while it is not compiled.</summary>
    public CodeFacts? Code { get; init; }

    /// <summary>Findings that are left out for a while, for a reason.</summary>
    public SuppressionFile Suppressions { get; init; } = SuppressionFile.None;

    /// <summary>What the running app answered; null when it was not probed.</summary>
    public ProbeAnswers? Probe { get; init; }

    /// <summary>The event types that the map names and that the code holds.</summary>
    public IReadOnlyList<string> HandledEvents =>
        [.. (Map.Map?.Events ?? []).Concat(Code?.EventTypes ?? []).Where(type => type != "*").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What earlier runs left; null where no place for receipts is known.</summary>
    public ReceiptContent? Receipts { get; init; }

    /// <summary>The plans of the app's database or of an export; null when neither was asked for.</summary>
    public StoredPlans? Plans { get; init; }

    /// <summary>The scripts that were written to migrate them.</summary>
    public IReadOnlyList<MigrationFile> Migrations { get; init; } = [];

    /// <summary>When the facts were gathered.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    public StripeMode Mode => Decision.Mode;

    /// <summary>The mode that an app in an environment of this name uses.</summary>
    public StripeMode ModeOf(string environment) => ModeDecision.ModeOf(environment, Options.LiveEnvironments);

    /// <summary>Where to point for what stands in no file.</summary>
    public SourcePlace Project => Options.Project;
}
