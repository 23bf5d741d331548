using Stripe;

namespace ValidCode.Money;

/// <summary>Prices of a supplier come as double. They are decimal before anything is computed, and rounded once.</summary>
internal static class PricesFromOutside
{
    public static PaymentIntentCreateOptions For(double price) =>
        new() { Amount = (long)decimal.Round((decimal)price * 100m, 0, MidpointRounding.AwayFromZero), Currency = "eur" };

    public static PaymentIntentCreateOptions ForStay(TimeSpan stay, decimal hourly, int digits) =>
        new() { Amount = (long)decimal.Round((decimal)stay.TotalHours * hourly * (decimal)Math.Pow(10, digits)), Currency = "eur" };

    public static string Shown(Charge charge) => $"{charge.Amount / 100}.{charge.Amount % 100:00}";

    public static long CommissionOf(Charge charge, int percent) => charge.Amount * percent / 100;
}
