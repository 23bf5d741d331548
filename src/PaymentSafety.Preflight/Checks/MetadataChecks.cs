using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF4010: the credits and the other metadata that the map expects of a price or of its product.</summary>
internal static class MetadataChecks
{
    public static IEnumerable<Finding> Metadata(Check self, PreflightFacts facts) =>
        MappedPrices.OfEveryPrice(facts, (plan, slot, price) => Credits(self, facts, plan, slot, price)).Concat(Entries(self, facts));

    private static Finding? Credits(Check self, PreflightFacts facts, Plan plan, PriceSlot slot, StripePrice price)
    {
        var where = slot.Expected.Text("credits_in") ?? "either";
        if (slot.Expected.Credits is not { } credits || where == "none")
            return null;
        var key = slot.Expected.Text("credits_key") is { Length: > 0 } named ? named : "credits";
        var expected = $"{Words.Number(credits)} credits";
        var written = Owners(price, where).Where(owner => owner.Metadata.ContainsKey(key)).Select(owner => (owner.Name, Value: owner.Metadata[key])).ToList();
        if (written.Find(entry => entry.Value.Trim() != Words.Number(credits)) is { Name: not null } wrong)
            return self.At(MappedPrices.PlaceOf(facts, slot, "credits"), ("plan", plan.Name), ("key", key), ("actual", $"'{Words.Clip(wrong.Value)}'"), ("expected", expected), ("owner", wrong.Name));
        if (written.Count > 0)
            return null;
        // Whoever said where the credits stand wants them there; the simple map does not.
        var missing = self.At(
            MappedPrices.PlaceOf(facts, slot, "credits"), ("plan", plan.Name), ("key", key), ("actual", "missing"), ("expected", expected), ("owner", where == "product" ? "product" : "price"));
        return slot.Expected.Value("credits_in") is null ? missing with { AtMost = Severity.Warning } : missing;
    }

    private static IEnumerable<Finding> Entries(Check self, PreflightFacts facts)
    {
        foreach (var plan in facts.Map.Map!.Plans)
        {
            var slot = plan.Slot(facts.Mode);
            if (slot.PriceId is null || facts.Stripe.Prices[slot.PriceId].Value is not { } price)
                continue;
            foreach (var entry in slot.Expected.Value("metadata")?.Properties ?? [])
            {
                var actual = price.Metadata.GetValueOrDefault(entry.Name);
                if (actual == entry.Value.Text)
                    continue;
                var place = slot.Expected.IsOwn("metadata") ? new SourcePlace(facts.Map.Map.Path, entry.Value.Position) : slot.Place;
                yield return self.At(
                    place, ("plan", plan.Name), ("key", entry.Name), ("actual", actual is null ? "missing" : $"'{Words.Clip(actual)}'"), ("expected", $"'{Words.Clip(entry.Value.Text)}'"), ("owner", "price"));
            }
        }
    }

    private static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Metadata)> Owners(StripePrice price, string where)
    {
        if (where is "price" or "either")
            yield return ("price", price.Metadata);
        if (where is "product" or "either")
            yield return ("product", price.Product.Metadata);
    }
}
