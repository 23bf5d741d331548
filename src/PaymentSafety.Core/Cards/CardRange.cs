namespace PaymentSafety.Core;

/// <summary>One range of issuer prefixes of a network, and the lengths that its numbers have.</summary>
internal readonly struct CardRange
{
    /// <summary>
    /// The networks' published ranges (ISO/IEC 7812 issuer identification numbers), the wider ones cut to what is issued.
    /// </summary>
    public static readonly CardRange[] All =
    [
        new(CardBrands.Visa, "4", "4", 13, 16, 18, 19),
        new(CardBrands.Mastercard, "51", "55", 16),
        new(CardBrands.Mastercard, "2221", "2720", 16),
        new(CardBrands.Amex, "34", "34", 15),
        new(CardBrands.Amex, "37", "37", 15),
        new(CardBrands.Diners, "300", "305", 14, 16, 19),
        new(CardBrands.Diners, "3095", "3095", 14, 16, 19),
        new(CardBrands.Diners, "36", "36", 14, 16, 19),
        new(CardBrands.Diners, "38", "39", 14, 16, 19),
        new(CardBrands.Discover, "6011", "6011", 16, 19),
        new(CardBrands.Discover, "644", "649", 16, 19),
        new(CardBrands.Discover, "65", "65", 16, 19),
        new(CardBrands.Jcb, "3528", "3589", 16, 17, 18, 19),
        new(CardBrands.Jcb, "2131", "2131", 15, 16, 17, 18, 19),
        new(CardBrands.Jcb, "1800", "1800", 15, 16, 17, 18, 19),
        new(CardBrands.UnionPay, "620", "629", 14, 15, 16, 17, 18, 19),
        new(CardBrands.Mir, "2200", "2204", 16, 17, 18, 19),
        new(CardBrands.UnionPay81, "8100", "8171", 16, 17, 18, 19),
        new(CardBrands.Maestro, "5018", "5018", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.Maestro, "5020", "5020", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.Maestro, "5038", "5038", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.Maestro, "5893", "5893", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.Maestro, "6304", "6304", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.Maestro, "6759", "6759", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.Maestro, "6761", "6763", 12, 13, 14, 15, 16, 17, 18, 19),
        new(CardBrands.RuPay, "508500", "508999", 16),
        new(CardBrands.RuPay, "606985", "607984", 16),
        new(CardBrands.RuPay, "608001", "608500", 16),
        new(CardBrands.RuPay, "652150", "653149", 16),
        new(CardBrands.RuPay, "817200", "820199", 16),
        new(CardBrands.Elo, "401178", "401179", 16),
        new(CardBrands.Elo, "438935", "438935", 16),
        new(CardBrands.Elo, "457631", "457632", 16),
        new(CardBrands.Elo, "506699", "506778", 16),
        new(CardBrands.Elo, "509000", "509999", 16),
        new(CardBrands.Elo, "627780", "627780", 16),
        new(CardBrands.Elo, "636297", "636297", 16),
        new(CardBrands.Elo, "636368", "636368", 16),
        new(CardBrands.Elo, "650031", "650033", 16),
        new(CardBrands.Elo, "655021", "655058", 16),
        new(CardBrands.Hipercard, "606282", "606282", 16),
        new(CardBrands.Hipercard, "637095", "637095", 16),
        new(CardBrands.Hipercard, "637568", "637568", 16),
        new(CardBrands.Hipercard, "637599", "637599", 16),
        new(CardBrands.Hipercard, "637609", "637609", 16),
        new(CardBrands.Hipercard, "637612", "637612", 16),
        new(CardBrands.Verve, "506099", "506198", 16, 18, 19),
        new(CardBrands.Verve, "507865", "507964", 16, 18, 19),
        new(CardBrands.Troy, "979200", "979289", 16),
        new(CardBrands.Dankort, "5019", "5019", 16),
        new(CardBrands.Dankort, "4571", "4571", 16),
        new(CardBrands.Carnet, "506199", "506499", 16),
        new(CardBrands.Carnet, "286900", "286900", 16),
        new(CardBrands.Carnet, "502275", "502275", 16),
    ];

    private readonly string _first;
    private readonly string _last;
    private readonly int _lengths;

    private CardRange(CardBrands brand, string first, string last, params int[] lengths)
    {
        Brand = brand;
        _first = first;
        _last = last;
        foreach (var length in lengths)
        {
            _lengths |= 1 << length;
        }
    }

    public CardBrands Brand { get; }

    /// <summary>Whether the network gives its numbers a check digit by Luhn's formula. UnionPay does not promise it.</summary>
    public bool HasCheckDigit => Brand is not (CardBrands.UnionPay or CardBrands.UnionPay81);

    public bool Holds(ReadOnlySpan<char> digits) =>
        (_lengths & (1 << digits.Length)) != 0
        && digits.Slice(0, _first.Length).SequenceCompareTo(_first.AsSpan()) >= 0
        && digits.Slice(0, _last.Length).SequenceCompareTo(_last.AsSpan()) <= 0;
}
