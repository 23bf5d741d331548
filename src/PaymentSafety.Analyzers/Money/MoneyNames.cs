using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>Tells by the words of a name whether a number is money. Words that say what else it counts decide against it.</summary>
internal static class MoneyNames
{
    /// <summary>Nobody calls anything else by these.</summary>
    private static readonly HashSet<string> Money = new(StringComparer.OrdinalIgnoreCase)
    {
        "price", "prices", "fee", "fees", "tax", "taxes", "vat", "gst", "refund", "refunds", "discount", "discounts", "payment", "payments", "salary", "wage", "wages", "revenue",
        "deposit", "deposits", "gratuity", "money", "payout", "payouts", "proration", "dollars", "euros", "pence", "usd", "eur", "gbp", "income", "earnings", "commission", "surcharge", "profit",
        "mrr", "donation", "donations", "debit", "prorated", "refunded", "paid",
        "precio", "precios", "preco", "preço", "prix", "preis", "prezzo", "prijs", "fiyat", "cijena", "cena", "importe", "montant", "betrag", "monto", "impuesto", "imposto", "descuento", "desconto",
    };

    /// <summary>
    /// Money in a shop, and anything else in a game, a chart or a matrix: the amount of a blur, the cost of a path, the cosine of t, the balance of two speakers, the total of all
    /// weights. What the code around it speaks of decides.
    /// </summary>
    private static readonly HashSet<string> OftenMoney = new(StringComparer.OrdinalIgnoreCase)
    {
        "amount", "amounts", "amt", "cost", "costs", "balance", "subtotal", "tip", "tips", "rent", "budget", "turnover", "due", "owed", "cents", "principal", "interest",
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
            && (words.Any(word => Money.Contains(word) || OftenMoney.Contains(word)) || (words.Any(word => word.Equals("total", StringComparison.OrdinalIgnoreCase)) && words.All(Totals.Contains)));
    }

    /// <summary>Money whatever the code around it is about.</summary>
    public static bool IsCertain(string name) => Words.Of(name) is var words && !words.Any(SomethingElse.Contains) && words.Any(Money.Contains);

    /// <summary>One of the words that make a name money by themselves.</summary>
    public static bool IsMoneyWord(string word) => Money.Contains(word);

    /// <summary>A share, a number of things, a length of time.</summary>
    public static bool IsSomethingElse(ISymbol? symbol) => symbol is not null && Words.Of(symbol.Name).Any(SomethingElse.Contains);

    /// <summary>Says of itself that it is in the minor unit: <c>AmountInCents</c>.</summary>
    public static bool IsInMinorUnit(ISymbol? symbol) =>
        symbol is not null && Words.Of(symbol.Name).Any(word => word.ToLowerInvariant() is "cents" or "pence" or "cent" or "pennies" or "centavos" or "paise");

    /// <summary>Whether what is read, or called, is money by its name.</summary>
    public static bool IsNamedMoney(this IOperation operation) => operation.MoneyName() is not null;

    /// <summary>The name of what is read, or called, where it is one of money.</summary>
    public static string? MoneyName(this IOperation operation) =>
        (operation.ReferencedSymbol() ?? (operation.Unconverted() is IInvocationOperation { TargetMethod: { } method } && !method.IsInNamespace("System") ? method : null)) is { Name: var name } && IsMoney(name) ? name : null;
}
