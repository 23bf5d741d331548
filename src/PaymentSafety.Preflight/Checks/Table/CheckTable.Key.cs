namespace PaymentSafety.Preflight.Checks;

/// <summary>PF3xxx: The key and the account.</summary>
public static partial class CheckTable
{
    public static readonly Check InvalidKey = Error(
        "PF3001", "Stripe refused {name} ({masked}): the key is invalid (401).",
        "Copy the key again; check it was not deleted.",
        Needs.Stripe, KeyChecks.Refused);

    public static readonly Check ExpiredKey = Error(
        "PF3002", "Stripe refused {name}: the key has expired (api_key_expired).",
        "Create a new key; the old one was rotated.",
        Needs.Stripe, KeyChecks.Refused);

    public static readonly Check MissingPermission = Fault(
        "PF3003", Severity.Error,
        "Check {id} could not run: the key lacks \"{permission}\".",
        "Add it: {link}.");

    public static readonly Check OtherMode = Error(
        "PF3004", "The key answers for {actual}, but {mode} was expected.",
        "Use the other key.",
        Needs.Stripe, KeyChecks.Mode);

    public static readonly Check OtherAccount = Error(
        "PF3005", "The key belongs to {actual}; the map expects {expected}.",
        "Use a key of that account, or correct $accounts.",
        Needs.Map | Needs.Stripe | Needs.ExpectedAccount, KeyChecks.Account);

    public static readonly Check NoLiveCharges = ErrorOnlyInLive(
        "PF3006", "Account {account} cannot accept live charges (charges_enabled is false{reason}).",
        "Finish activation.",
        Needs.Stripe | Needs.Account, KeyChecks.Charges);

    public static readonly Check DetailsDue = WarningInLive(
        "PF3007", "Stripe needs {n} more details{date}: {fields}.",
        "Dashboard › Account.",
        Needs.Stripe | Needs.Account, KeyChecks.Requirements);

    public static readonly Check NoPayouts = WarningInLive(
        "PF3008", "Payouts are disabled.",
        "Add a bank account.",
        Needs.Stripe | Needs.Account, KeyChecks.Payouts);

    public static readonly Check AddressRefused = Error(
        "PF3009", "Stripe refused this computer's address for {name}.",
        "Add the build agent to the key's IP list.",
        Needs.Stripe, KeyChecks.Refused);

    private static IEnumerable<Check> KeyRows =>
    [
        InvalidKey, ExpiredKey, MissingPermission, OtherMode, OtherAccount, NoLiveCharges,
        DetailsDue, NoPayouts, AddressRefused,
    ];
}
