using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Creation;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>Finds out what an account has of a map's plans. It only reads.</summary>
/// <param name="client">The read side of the API.</param>
/// <param name="keyName">Where the key was found.</param>
internal sealed class AccountReader(StripeApiClient client, string keyName)
{
    private readonly List<Finding> _problems = [];
    private StripeFault? _fault;

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<AccountState> ReadAsync(PriceMap map, StripeMode mode, CancellationToken cancellationToken)
    {
        await CheckAccountAsync(map, mode, cancellationToken).ConfigureAwait(false);
        var creation = CreationPlanner.Plan(map, mode);
        _problems.AddRange(creation.Problems);
        var existing = await ExistingAsync(map, mode, cancellationToken).ConfigureAwait(false);
        var found = await FoundAsync(creation.Prices, cancellationToken).ConfigureAwait(false);
        var missing = creation.Prices.Where(price => !found.ContainsKey(price.Plan.Name)).ToDictionary(price => price.Plan.Name, StringComparer.Ordinal);
        var products = await MissingProductsAsync([.. missing.Values], cancellationToken).ConfigureAwait(false);
        return new AccountState([.. map.Plans.Select(State)], _problems, _fault) { MissingProducts = products };

        PlanState State(Plan plan) =>
            existing.Contains(plan.Name) ? new PlanState(plan, PlanStatus.Exists, plan.Slot(mode).PriceId)
            : found.TryGetValue(plan.Name, out var id) ? id is null ? new PlanState(plan, PlanStatus.Unclear) : new PlanState(plan, PlanStatus.Found, id)
            : missing.TryGetValue(plan.Name, out var price) ? new PlanState(plan, PlanStatus.Missing, Creation: price)
            : plan.Slot(mode).PriceId is null && !CreationPlanner.IsMissing(plan, mode) ? new PlanState(plan, PlanStatus.NotForSale)
            : new PlanState(plan, PlanStatus.Unclear);
    }

    /// <summary>The price that a lookup key belongs to, the archived too; neither value nor fault when there is none.</summary>
    public async Task<(StripePrice? Price, StripeFault? Fault)> FindAsync(string lookupKey, CancellationToken cancellationToken)
    {
        var (ids, fault) = await IdsByLookupKeyAsync([lookupKey], cancellationToken).ConfigureAwait(false);
        if (!ids.TryGetValue(lookupKey, out var id))
            return (null, fault);
        var price = await client.GetPriceAsync(id, cancellationToken).ConfigureAwait(false);
        return (price.Value, price.Fault);
    }

    public Task<StripeResult<StripeProduct>> GetProductAsync(string id, CancellationToken cancellationToken) => client.GetProductAsync(id, cancellationToken);

    private async Task CheckAccountAsync(PriceMap map, StripeMode mode, CancellationToken cancellationToken)
    {
        if (map.Account(mode) is not { } expected)
            return;
        var account = await client.GetAccountAsync(cancellationToken).ConfigureAwait(false);
        if (!account.Succeeded)
            _fault ??= account.Fault;
        else if (account.Value.Id != expected.Text)
            _problems.Add(CheckTable.KeyOfOtherAccount.At(map.At(expected), ("name", keyName), ("actual", account.Value.Id), ("expected", expected.Text), ("mode", mode.Word())));
    }

    private async Task<HashSet<string>> ExistingAsync(PriceMap map, StripeMode mode, CancellationToken cancellationToken)
    {
        var written = map.Plans.Where(plan => plan.Slot(mode).PriceId is not null).ToList();
        var answers = await Task.WhenAll(written.Select(plan => client.GetPriceAsync(plan.Slot(mode).PriceId!, cancellationToken))).ConfigureAwait(false);
        var existing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (plan, answer) in written.Zip(answers))
        {
            if (answer.Succeeded)
                existing.Add(plan.Name);
            else if (answer.Fault.Kind == StripeFaultKind.ResourceMissing)
                _problems.Add(CheckTable.MappedPriceMissing.At(plan.Slot(mode).Place, ("plan", plan.Name), ("id", plan.Slot(mode).PriceId!)));
            else
                _fault ??= answer.Fault;
        }

        return existing;
    }

    /// <summary>By plan: the price that may be taken over, null where it may not and a problem says why.</summary>
    private async Task<Dictionary<string, string?>> FoundAsync(IReadOnlyList<PriceToCreate> wanted, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        var (ids, fault) = await IdsByLookupKeyAsync([.. wanted.Select(price => price.LookupKey)], cancellationToken).ConfigureAwait(false);
        _fault ??= fault;
        foreach (var price in wanted.Where(price => ids.ContainsKey(price.LookupKey)))
        {
            var holder = await client.GetPriceAsync(ids[price.LookupKey], cancellationToken).ConfigureAwait(false);
            found[price.Plan.Name] = null;
            if (!holder.Succeeded)
                _fault ??= holder.Fault;
            else if (ExistingObjects.Difference(price, holder.Value) is { } difference)
                _problems.Add(Taken(price, holder.Value, difference));
            else
                found[price.Plan.Name] = holder.Value.Id;
        }

        return found;
    }

    public static Finding Taken(PriceToCreate price, StripePrice holder, string difference) =>
        CheckTable.LookupKeyTaken.At(price.Slot.Place, ("plan", price.Plan.Name), ("key", price.LookupKey), ("id", holder.Id), ("difference", difference));

    public static Finding Differs(PriceToCreate price, string difference) =>
        CheckTable.ProductDiffers.At(price.Slot.Place, ("plan", price.Plan.Name), ("id", price.Product.Id), ("difference", difference));

    private async Task<Dictionary<string, ProductToCreate>> MissingProductsAsync(IReadOnlyList<PriceToCreate> prices, CancellationToken cancellationToken)
    {
        var first = prices.DistinctBy(price => price.Product.Id).ToList();
        var answers = await Task.WhenAll(first.Select(price => client.GetProductAsync(price.Product.Id, cancellationToken))).ConfigureAwait(false);
        var missing = new Dictionary<string, ProductToCreate>(StringComparer.Ordinal);
        foreach (var (price, answer) in first.Zip(answers))
        {
            if (answer.Succeeded && ExistingObjects.Difference(price.Product, answer.Value) is { } difference)
                _problems.Add(Differs(price, difference));
            else if (answer.Fault?.Kind == StripeFaultKind.ResourceMissing)
                missing[price.Product.Id] = price.Product;
            else
                _fault ??= answer.Fault;
        }

        return missing;
    }

    private async Task<(Dictionary<string, string> Ids, StripeFault? Fault)> IdsByLookupKeyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        // A key belongs to one price, active or archived: what the first list does not have the second may.
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var active in new[] { true, false })
        {
            var open = keys.Where(key => !ids.ContainsKey(key)).ToList();
            if (open.Count == 0)
                break;
            var listing = await client.ListPricesByLookupKeyAsync(open, active, cancellationToken).ConfigureAwait(false);
            // A server that stands in for Stripe may not know the filter.
            foreach (var price in listing.Items.Where(price => price.LookupKey is { } key && open.Contains(key)))
                ids.TryAdd(price.LookupKey!, price.Id);
            if (listing.Fault is { } fault)
                return (ids, fault);
        }

        return (ids, null);
    }
}
