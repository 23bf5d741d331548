namespace PaymentSafety.Analyzers.CardData;

/// <summary>Where something leaves a body.</summary>
internal enum Exit
{
    Nowhere,

    /// <summary>In a helper that is given something.</summary>
    InHelper,

    /// <summary>In the body itself.</summary>
    Here,
}
