using System.Globalization;
using Stripe;

namespace ValidCode.Money;

/// <summary>Sums in decimal or in whole minor units, for currencies of no, two and three places.</summary>
internal static class DecimalAmounts
{
    private static readonly HashSet<string> WithoutMinorUnit = ["bif", "clp", "jpy", "krw", "pyg", "vnd", "xof"];
    private static readonly HashSet<string> WithThreePlaces = ["bhd", "jod", "kwd", "omr", "tnd"];

    public static long ToMinorUnit(decimal amount, string currency) =>
        (long)Math.Round(amount * Factor(currency), MidpointRounding.ToEven);

    public static decimal FromMinorUnit(long amount, string currency) => amount / Factor(currency);

    public static PaymentIntentCreateOptions ForCart(IEnumerable<(decimal Price, int Quantity)> lines, decimal taxRate, string currency)
    {
        var net = lines.Sum(line => line.Price * line.Quantity);
        var gross = Math.Round(net * (1m + taxRate), 2, MidpointRounding.AwayFromZero);
        return new() { Amount = ToMinorUnit(gross, currency), Currency = currency };
    }

    /// <summary>Shares that add up to the whole: the first of them take the units that the division leaves over.</summary>
    public static long[] Split(long amount, int shares)
    {
        var (each, left) = Math.DivRem(amount, shares);
        return [.. Enumerable.Range(0, shares).Select(i => i < left ? each + 1 : each)];
    }

    public static long ApplicationFee(long amount, decimal percent) => decimal.ToInt64(decimal.Round(amount * percent / 100m));

    public static string Show(Charge charge)
    {
        var kept = FromMinorUnit(charge.Amount - charge.AmountRefunded, charge.Currency);
        return string.Create(CultureInfo.InvariantCulture, $"{kept:N} {charge.Currency.ToUpperInvariant()}");
    }

    public static decimal UnitPrice(Price price) => price.UnitAmountDecimal.GetValueOrDefault() / Factor(price.Currency);

    private static decimal Factor(string currency) =>
        WithoutMinorUnit.Contains(currency) ? 1m : WithThreePlaces.Contains(currency) ? 1000m : 100m;
}
