using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>Tells by the words of a name whether a number is money. Words that say what else it counts decide against it.</summary>
internal static class MoneyNames
{
    private static readonly HashSet<string> Money = new(StringComparer.OrdinalIgnoreCase)
    {
        "price", "prices", "amount", "amounts", "amt", "cost", "costs", "fee", "fees", "tax", "taxes", "vat", "gst", "refund", "refunds", "balance", "discount", "subtotal", "payment", "payments", "salary", "wage", "revenue",
        "deposit", "tip", "tips", "gratuity", "money", "payout", "payouts", "proration", "dollars", "euros", "cents", "pence", "income", "budget", "earnings", "commission", "surcharge", "profit", "turnover",
        "mrr", "arr", "donation", "donations", "rent", "debit", "prorated", "refunded", "paid", "owed", "due",
    };

    /// <summary>Money where the other words of the name speak of nothing else.</summary>
    private static readonly HashSet<string> Totals = new(StringComparer.OrdinalIgnoreCase) { "total", "totals", "sum", "net", "gross", "grand", "order", "cart", "basket", "invoice", "running", "line", "item", "bill", "checkout", "final", "sub", "charge", "charged", "credit", "amount" };

    private static readonly HashSet<string> SomethingElse = new(StringComparer.OrdinalIgnoreCase)
    {
        "rate", "rates", "percent", "percents", "percentage", "percentages", "pct", "ratio", "factor", "multiplier", "count", "counts", "quantity", "qty", "page", "pages", "minute", "minutes", "second", "seconds", "hour", "hours", "day", "days",
        "month", "months", "year", "years", "ms", "millis", "milliseconds", "time", "date", "distance", "weight", "width", "height", "size", "bytes", "score", "items", "index", "number", "no", "length", "points", "progress", "elapsed", "latency", "temperature",
        "latitude", "longitude", "kilometers", "kilometres", "miles", "users", "requests", "id", "ids", "steps", "tokens", "attempts", "retries", "calories", "volume", "angle", "opacity", "scale", "share", "shares", "fraction", "level", "weighting", "nutrient", "growth", "change", "duration",
    };

    public static bool IsMoney(ISymbol? symbol) => symbol is not null && IsMoney(symbol.Name);

    public static bool IsMoney(string name)
    {
        var words = Words.Of(name);
        return !words.Any(SomethingElse.Contains)
            && (words.Any(Money.Contains) || (words.Any(word => word.Equals("total", StringComparison.OrdinalIgnoreCase)) && words.All(Totals.Contains)));
    }

    /// <summary>A share, a number of things, a length of time.</summary>
    public static bool IsSomethingElse(ISymbol? symbol) => symbol is not null && Words.Of(symbol.Name).Any(SomethingElse.Contains);

    /// <summary>Says of itself that it is in the minor unit: <c>AmountInCents</c>.</summary>
    public static bool IsInMinorUnit(ISymbol? symbol) =>
        symbol is not null && Words.Of(symbol.Name).Any(word => word.ToLowerInvariant() is "cents" or "pence" or "cent" or "pennies" or "centavos" or "paise");

    /// <summary>Whether what is read, or called, is money by its name.</summary>
    public static bool IsNamedMoney(this IOperation operation) =>
        operation.ReferencedSymbol() is { } symbol ? IsMoney(symbol)
        : operation.Unconverted() is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod: { } method } && !method.IsInNamespace("System") && IsMoney(method);
}
