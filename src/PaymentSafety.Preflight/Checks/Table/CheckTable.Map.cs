using PaymentSafety.Core.Prices;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF1xxx: The price map.</summary>
public static partial class CheckTable
{
    public static readonly Check PriceMapMissing = Error(
        PriceMapWords.MissingId, PriceMapWords.Missing,
        "Set PaymentSafetyPriceMap, or run `dotnet build -t:PaymentSafetyInit` to create one.",
        Needs.Nothing, MapChecks.FromReader);

    public static readonly Check PriceMapUnreadable = Error(
        PriceMapWords.NotJsonId, PriceMapWords.NotJson,
        PriceMapWords.NotJsonFix,
        Needs.Map, MapChecks.FromReader);

    public static readonly Check WrongType = Error(
        PriceMapWords.WrongTypeId, PriceMapWords.WrongType,
        PriceMapWords.WrongTypeFix,
        Needs.Map, MapChecks.WrongTypes);

    public static readonly Check WrittenTwice = Error(
        PriceMapWords.WrittenTwiceId, PriceMapWords.WrittenTwice,
        PriceMapWords.WrittenTwiceFix,
        Needs.Map, MapChecks.FromReader);

    public static readonly Check UnknownProperty = Warning(
        "PF1005", "{owner}: unknown property '{prop}'.{near}",
        "Correct the name, or put it under 'metadata'.",
        Needs.Map, MapChecks.FromReader);

    public static readonly Check NoPrice = ErrorInLive(
        "PF1006", "Plan '{plan}' has no {mode} price.",
        "Create the price in {mode} mode and write its id.",
        Needs.Map, MapChecks.MissingPrices);

    public static readonly Check SameInBothModes = Error(
        "PF1007", "Plan '{plan}': test and live are both '{id}'; a Stripe object exists in one mode only.",
        "Write the other mode's id.",
        Needs.Map, MapIdChecks.SameInBothModes);

    public static readonly Check SharedPrice = Error(
        "PF1008", "Price '{id}' is used by plans '{a}' and '{b}', which give {credits}.",
        "Give each plan its own price.",
        Needs.Map, MapIdChecks.Shared);

    public static readonly Check PlaceholderPrice = Warning(
        "PF1009", "Plan '{plan}': '{id}' looks like a placeholder.",
        "Write the real id.",
        Needs.Map, MapIdChecks.Placeholders);

    public static readonly Check MarkedForOtherMode = Error(
        "PF1010", "Plan '{plan}': the {mode} slot holds '{id}', which is marked as a {other} price.",
        "Swap or replace it.",
        Needs.Map, MapIdChecks.MarkedForOtherMode);

    public static readonly Check NotAPriceId = Error(
        "PF1011", "Plan '{plan}': '{id}' is {what}, not a price id.",
        "Copy the id that starts with price_ from the price's own page.",
        Needs.Map, MapIdChecks.OtherKinds);

    public static readonly Check InvisibleCharacter = Error(
        "PF1012", "{owner}: the {mode} id contains {what} at position {n}.",
        "Delete it.",
        Needs.Map, MapChecks.FromReader);

    public static readonly Check SeveralAccounts = Warning(
        "PF1013", "{mode} prices come from different Stripe accounts: {a} (…{f1}) and {b} (…{f2}).",
        "Recreate them in one account.",
        Needs.Map, AccountChecks.SeveralAccounts);

    public static readonly Check PriceOfOtherAccount = Warning(
        "PF1014", "{owner}: the {mode} price belongs to account …{f1}, but {name} belongs to account …{f2}.",
        "Use the key of that account or the price of this one.",
        Needs.Map | Needs.SecretKey, AccountChecks.PricesOfOtherAccount);

    public static readonly Check NoCredits = Warning(
        "PF1015", "Plan '{plan}' has no credits.",
        "Add \"credits\": n, or 0 if it grants none.",
        Needs.Map, MapChecks.WithoutCredits);

    public static readonly Check NoPlans = Error(
        "PF1016", "The price map has no plans.",
        "Add at least one.",
        Needs.Map, MapChecks.FromReader);

    private static IEnumerable<Check> MapRows =>
    [
        PriceMapMissing, PriceMapUnreadable, WrongType, WrittenTwice, UnknownProperty, NoPrice,
        SameInBothModes, SharedPrice, PlaceholderPrice, MarkedForOtherMode, NotAPriceId, InvisibleCharacter,
        SeveralAccounts, PriceOfOtherAccount, NoCredits, NoPlans,
    ];
}
