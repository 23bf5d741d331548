using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Creation;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>
/// Makes what an account lacks, plan by plan, and writes each id into the map before the next plan. Wherever it is cut off, the next run finds
/// what was made: products by the id that was chosen for them, prices by their lookup key; both are Stripe's own guards against a second one,
/// and hold for ever. The idempotency key is for the answer that got lost on the way.
/// </summary>
internal sealed class PriceCreator(AccountReader account, StripeCatalogueWriter stripe, PriceMapWriter mapFile, PriceMap map, StripeMode mode, IReporter reporter)
{
    /// <summary>Stripe repeats a failure for a day; as many times another key is tried, each after a look at what exists.</summary>
    private const int MostAttempts = 10;

    /// <summary>What was made so far.</summary>
    public int Products { get; private set; }

    /// <inheritdoc cref="Products"/>
    public int Prices { get; private set; }

    /// <summary>The ids that went into the map, by plan.</summary>
    public Dictionary<string, string> Written { get; } = new(StringComparer.Ordinal);

    /// <returns>What ended it; null when everything is there.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<Finding?> RunAsync(AccountState state, CancellationToken cancellationToken)
    {
        var products = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in state.Plans)
        {
            if (plan.Status == PlanStatus.Found)
            {
                if (Write(plan.Plan, plan.PriceId!, "found") is { } problem)
                    return problem;
            }
            else if (plan is { Status: PlanStatus.Missing, Creation: { } price })
            {
                if (state.MissingProducts.ContainsKey(price.Product.Id) && products.Add(price.Product.Id) && await ProductAsync(price, cancellationToken).ConfigureAwait(false) is { } noProduct)
                    return noProduct;
                var (id, noPrice) = await PriceAsync(price, cancellationToken).ConfigureAwait(false);
                if (noPrice is not null || (noPrice = Write(price.Plan, id!, "created")) is not null)
                    return noPrice;
            }
        }

        return null;
    }

    private async Task<Finding?> ProductAsync(PriceToCreate price, CancellationToken cancellationToken)
    {
        var fields = price.Product.Fields();
        for (var attempt = 1; ; attempt++)
        {
            var made = await stripe.CreateProductAsync(fields, CreationKey.For("product", mode, fields, attempt), cancellationToken).ConfigureAwait(false);
            if (made is { Succeeded: true, Exchange.IsReplayed: false })
            {
                Products++;
                reporter.Say($"  created product {made.Value.Id}");
                return null;
            }

            // Whatever was answered: what counts is what exists now. A repeated answer is of up to a day ago.
            var existing = await account.GetProductAsync(price.Product.Id, cancellationToken).ConfigureAwait(false);
            if (existing.Succeeded)
                return ExistingObjects.Difference(price.Product, existing.Value) is { } difference ? AccountReader.Differs(price, difference) : null;
            var replayed = made.Exchange.IsReplayed || made.Fault?.IsReplayed == true;
            if (existing.Fault.Kind != StripeFaultKind.ResourceMissing || !replayed || attempt == MostAttempts)
                return Failed(price, "product", made.Fault ?? existing.Fault);
        }
    }

    private async Task<(string? Id, Finding? Problem)> PriceAsync(PriceToCreate price, CancellationToken cancellationToken)
    {
        var fields = price.Fields();
        for (var attempt = 1; ; attempt++)
        {
            var made = await stripe.CreatePriceAsync(fields, CreationKey.For("price", mode, fields, attempt), cancellationToken).ConfigureAwait(false);
            if (made is { Succeeded: true, Exchange.IsReplayed: false })
            {
                Prices++;
                return (made.Value.Id, null);
            }

            var (existing, fault) = await account.FindAsync(price.LookupKey, cancellationToken).ConfigureAwait(false);
            if (existing is not null)
                return ExistingObjects.Difference(price, existing) is { } difference ? (null, AccountReader.Taken(price, existing, difference)) : (existing.Id, null);
            var replayed = made.Exchange.IsReplayed || made.Fault?.IsReplayed == true;
            if (fault is not null || !replayed || attempt == MostAttempts)
                return (null, Failed(price, "price", made.Fault ?? fault));
        }
    }

    /// <summary>What Stripe refused is the plan's matter; every other fault leaves open what happened.</summary>
    private Finding Failed(PriceToCreate price, string what, StripeFault? fault)
    {
        if (fault is { Code: not null, HttpStatus: not (400 or 402) })
            return Finding.Unproved(fault, price.Slot.Place);
        return CheckTable.NotCreated.At(
            price.Slot.Place, ("plan", price.Plan.Name), ("what", what), ("reason", fault?.Detail ?? fault?.Message ?? $"it repeated earlier answers to {MostAttempts} idempotency keys."));
    }

    private Finding? Write(Plan plan, string priceId, string how)
    {
        try
        {
            mapFile.SetPriceId(plan.Name, mode, priceId);
            Written[plan.Name] = priceId;
            reporter.Say($"  {how} {priceId} for {plan.Name}");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PositionedJsonException or ArgumentException)
        {
            return CheckTable.MapNotWritten.At(new SourcePlace(map.Path, plan.Place.Position), ("reason", $"{exception.Message.TrimEnd('.')} (the price of plan '{plan.Name}' is {priceId})"));
        }
    }
}
