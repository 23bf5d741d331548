namespace PaymentSafety.Core;

/// <summary>Where a card number stands in a text and what it is; it holds none of its digits.</summary>
public readonly struct CardNumberMatch
{
    internal CardNumberMatch(CardBrands brand, int start, int length, int digits, bool isPublishedTestCard, int trackDataLength)
    {
        Brand = brand;
        Start = start;
        Length = length;
        Digits = digits;
        IsPublishedTestCard = isPublishedTestCard;
        TrackDataLength = trackDataLength;
    }

    /// <summary>The network by the first digits; <see cref="CardBrands.None"/> for a published test card of a network that was not asked for.</summary>
    public CardBrands Brand { get; }

    /// <summary>The index of the first digit, in UTF-16 units from the start of the text.</summary>
    public int Start { get; }

    /// <summary>How many UTF-16 units the number takes up, separators included.</summary>
    public int Length { get; }

    public int End => Start + Length;

    /// <summary>How many digits it has: 13 to 19.</summary>
    public int Digits { get; }

    /// <summary>Whether Stripe publishes it as a test card.</summary>
    public bool IsPublishedTestCard { get; }

    /// <summary>
    /// How many characters of magnetic-stripe data follow it (expiry, service code, verification data); 0 where it stands alone.
    /// Track data may never be kept: PCI DSS v4.0.1, 3.3.1.
    /// </summary>
    public int TrackDataLength { get; }
}
