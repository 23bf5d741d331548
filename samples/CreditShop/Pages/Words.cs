using System.Globalization;

namespace CreditShop.Pages;

/// <summary>Numbers as people read them.</summary>
internal static class Words
{
    public static string Credits(long count) => count == 1 ? "1 credit" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} credits");

    /// <param name="amount">In cents: the shop sells in currencies that have them.</param>
    public static string Money(long amount, string currency) => string.Create(CultureInfo.InvariantCulture, $"{amount / 100m:N2} {currency.ToUpperInvariant()}");

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
