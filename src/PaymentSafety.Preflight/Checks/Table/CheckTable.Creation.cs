namespace PaymentSafety.Preflight.Checks;

/// <summary>PF8xxx: What <c>payment-safety prices</c> and <c>rehearsal</c> say. The gate creates nothing and looks for none of these.</summary>
public static partial class CheckTable
{
    public static readonly Check NoCreationKey = Fault(
        "PF8001", Severity.Error,
        "'{name}' is not set: prices are created with a key of their own.",
        "Make a restricted key that may write products and prices ({link}) and set it for this one command.");

    public static readonly Check KeyOfTheApp = Fault(
        "PF8002", Severity.Error,
        "'{name}' is where {owner} reads its key; prices are not created with that one.",
        "Name a variable that nothing else reads, such as {own}.");

    public static readonly Check KeyOfOtherMode = Fault(
        "PF8003", Severity.Error,
        "{name} is a {actual} key, but {mode} prices are to be created.",
        "Set a {mode} key, or give the other --mode.");

    public static readonly Check InsideMsBuild = Fault(
        "PF8004", Severity.Error,
        "This command writes to a Stripe account and does not run inside MSBuild ({variable} is set).",
        "Run it in a terminal, or in a pipeline step of its own.");

    public static readonly Check CannotBeCreated = Fault(
        "PF8005", Severity.Error,
        "Plan '{plan}' cannot be created: {reason}.",
        "Write {example}.");

    public static readonly Check LookupKeyTaken = Fault(
        "PF8006", Severity.Error,
        "Plan '{plan}': the lookup key '{key}' belongs to price '{id}', but {difference}.",
        "Correct the map, or give the plan another lookup_key, or take the key from that price.");

    public static readonly Check ProductDiffers = Fault(
        "PF8007", Severity.Error,
        "Plan '{plan}': product '{id}' exists, but {difference}.",
        "Correct the product, or the plan's 'product' and 'name'.");

    public static readonly Check MapNotWritten = Fault(
        "PF8008", Severity.Error,
        "The price map could not be changed: {reason}.",
        "Correct that and run the command again: what exists in Stripe is found again, and nothing is created twice.");

    public static readonly Check NotCreated = Fault(
        "PF8009", Severity.Error,
        "Plan '{plan}': Stripe did not create its {what}: {reason}",
        "Correct the plan and run the command again; what exists is found again.");

    public static readonly Check NotConfirmed = Fault(
        "PF8010", Severity.Error,
        "Nothing was created: '{word}' was not typed.",
        "Type it, or pass --yes where nobody can.");

    public static readonly Check KeyOfOtherAccount = Fault(
        "PF8011", Severity.Error,
        "{name} belongs to account {actual}, but $accounts of the map names {expected} for {mode} mode.",
        "Set a key of that account.");

    public static readonly Check MappedPriceMissing = Fault(
        "PF8012", Severity.Error,
        "Plan '{plan}': price '{id}' does not exist for this key.",
        "Write the id of this account's price, or null to have one created.");

    public static readonly Check NotRehearsed = Fault(
        "PF8013", Severity.Error,
        "No rehearsal was written: {reason}.",
        "{fix}.");

    private static IEnumerable<Check> CreationRows =>
    [
        NoCreationKey, KeyOfTheApp, KeyOfOtherMode, InsideMsBuild, CannotBeCreated, LookupKeyTaken, ProductDiffers, MapNotWritten, NotCreated, NotConfirmed,
        KeyOfOtherAccount, MappedPriceMissing, NotRehearsed,
    ];
}
