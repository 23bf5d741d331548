using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>The one table of checks. Words here are what users see and what docs/preflight.md shows. One file for each group of ids.</summary>
public static partial class CheckTable
{
    // Lazy: the rows are fields of several files, which are initialised in no order that could be relied on.
    private static readonly Lazy<IReadOnlyList<Check>> Rows = new(() =>
    [
        .. CredentialRows, .. GateRows, .. MapRows, .. EnvironmentRows, .. KeyRows, .. PriceRows, .. WebhookRows, .. DatabaseRows, .. CodeRows, .. CreationRows, .. FaultRows,
    ]);

    private static readonly Lazy<IReadOnlyDictionary<string, Check>> ById = new(() => All.ToDictionary(check => check.Id, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every row, in order of its id.</summary>
    public static IReadOnlyList<Check> All => Rows.Value;

    /// <summary>The row of an id.</summary>
    /// <exception cref="KeyNotFoundException">No row has it: a bug.</exception>
    public static Check Row(string id) => ById.Value[id];

    /// <summary>The row of an id that a person wrote, in any letter case; null when there is none.</summary>
    public static Check? Find(string id) => ById.Value.GetValueOrDefault(id.Trim());

    private static Check Error(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Error, Severity.Error, message, fix, needs, evaluate);

    /// <summary>What is an error where real money moves, and as it should be elsewhere.</summary>
    private static Check ErrorOnlyInLive(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Error, Severity.None, message, fix, needs, evaluate);

    private static Check ErrorInLive(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Error, Severity.Warning, message, fix, needs, evaluate);

    private static Check Warning(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Warning, Severity.Warning, message, fix, needs, evaluate);

    /// <summary>What is worth a warning where real money moves, and not a word elsewhere.</summary>
    private static Check WarningInLive(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Warning, Severity.None, message, fix, needs, evaluate);

    private static Check Note(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Message, Severity.Message, message, fix, needs, evaluate);

    private static Check NoteInLive(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Message, Severity.None, message, fix, needs, evaluate);

    /// <summary>A rule that the running app checks when it starts, too.</summary>
    private static Check Shared(SettingRule rule, Needs needs, Check.Evaluation evaluate) => new(rule.Id, Of(rule.Live), Of(rule.Test), rule.Message, rule.Fix, needs, evaluate);

    private static Severity Of(SettingSeverity severity) => severity switch
    {
        SettingSeverity.None => Severity.None,
        SettingSeverity.Message => Severity.Message,
        SettingSeverity.Warning => Severity.Warning,
        _ => Severity.Error,
    };

    private static Check Fault(string id, Severity severity, string message, string fix) => new(id, severity, severity, message, fix, Needs.Nothing, evaluate: null);
}
