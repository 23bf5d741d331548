namespace PaymentSafety.Core;

/// <summary>The card networks whose number ranges are known. They can be combined, to say which ones to look for.</summary>
[Flags]
public enum CardBrands
{
    None = 0,
    Visa = 1 << 0,
    Mastercard = 1 << 1,
    Amex = 1 << 2,
    Diners = 1 << 3,
    Discover = 1 << 4,
    Jcb = 1 << 5,
    UnionPay = 1 << 6,
    Mir = 1 << 7,

    /// <summary>UnionPay's 81 range, whose numbers need not pass Luhn's check.</summary>
    UnionPay81 = 1 << 8,
    Maestro = 1 << 9,
    RuPay = 1 << 10,
    Elo = 1 << 11,
    Hipercard = 1 << 12,
    Verve = 1 << 13,
    Troy = 1 << 14,
    Dankort = 1 << 15,
    Carnet = 1 << 16,

    /// <summary>The networks whose ranges are narrow enough to be looked for everywhere.</summary>
    Default = Visa | Mastercard | Amex | Diners | Discover | Jcb | UnionPay | Mir,

    /// <summary>The default ones and those whose ranges also hold many numbers that are no cards.</summary>
    All = Default | UnionPay81 | Maestro | RuPay | Elo | Hipercard | Verve | Troy | Dankort | Carnet,
}
