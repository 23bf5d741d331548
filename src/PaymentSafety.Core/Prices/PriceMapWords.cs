namespace PaymentSafety.Core.Prices;

/// <summary>What the gate and the source generator say of a map that neither can use, with named holes.</summary>
public static class PriceMapWords
{
    public const string MissingId = "PF1001";
    public const string Missing = "Price map '{path}' was not found{reason}.";

    public const string NotJsonId = "PF1002";
    public const string NotJson = "The price map is not valid JSON: {reason}.";
    public const string NotJsonFix = "Correct line {line}.";

    public const string WrongTypeId = "PF1003";
    public const string WrongType = "{owner}: '{prop}' must be {expected}, but is {actual}.";
    public const string WrongTypeFix = "Write {example}.";

    public const string WrittenTwiceId = "PF1004";
    public const string WrittenTwice = "{owner} is written twice (lines {a} and {b}); readers keep only the last.";
    public const string WrittenTwiceFix = "Remove or rename one.";

    /// <summary>The ends of "the root must be …" and "must be …".</summary>
    public const string PlanExpected = "an object with test and live";
    public const string IdExpected = "a price id (letters, digits, _, - and .), or null while it is not created";
}
