namespace PaymentSafety.Preflight.Checks;

/// <summary>PF7xxx: The compiled code, and the receipts of runs before.</summary>
public static partial class CheckTable
{
    public static readonly Check UnmappedPriceInCode = Warning(
        "PF7001", "'{assembly}' contains price id '{id}', which is not in the map.",
        "Read the id from the map, or map the price.",
        Needs.Map | Needs.Code, CodeChecks.UnmappedPrices);

    public static readonly Check TestValueInCode = ErrorOnlyInLive(
        "PF7002", "'{assembly}' contains test-only value '{value}'.",
        "Take it out of the code that is published.",
        Needs.Code, CodeChecks.TestValues);

    public static readonly Check SeveralStripeNets = Warning(
        "PF7003", "Projects use different Stripe.net versions: {list}.",
        "Reference one version everywhere.",
        Needs.Code, CodeChecks.Versions);

    public static readonly Check SecretInCode = Error(
        "PF7004", "'{assembly}' contains a {what} ({length} characters).",
        "Roll it in the Stripe Dashboard, then read it from the environment or a secret store.",
        Needs.Code, CodeChecks.Secrets);

    public static readonly Check NotPassedInTest = ErrorOnlyInLive(
        "PF7005", "Live check without a passed test check of the same map ({hash}): {reason}.",
        "Run `-p:PaymentSafetyMode=test` first.",
        Needs.Map | Needs.RequireBoth, ReceiptChecks.Both);

    public static readonly Check CodeUnreadable = Error(
        "PF7006", "'{file}' could not be read: {reason}.",
        "Build again.",
        Needs.Code, CodeChecks.Unreadable);

    private static IEnumerable<Check> CodeRows =>
    [
        UnmappedPriceInCode, TestValueInCode, SeveralStripeNets, SecretInCode, NotPassedInTest, CodeUnreadable,
    ];
}
