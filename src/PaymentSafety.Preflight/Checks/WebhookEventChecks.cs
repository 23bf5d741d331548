using System.Globalization;
using PaymentSafety.Core;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF50xx: which events are sent, which the code handles, and whether they arrive.</summary>
internal static class WebhookEventChecks
{
    private const int ShownTypes = 8;

    /// <summary>With several endpoints and no address to choose by, it is enough that one of them is sent the event.</summary>
    public static IEnumerable<Finding> NotSent(Check self, PreflightFacts facts)
    {
        if (WebhookChecks.Endpoints(facts, out var unproved) is not { } all)
            return [unproved!];
        if (facts.Map.Map?.WebhookAddress(facts.Mode) is not null || all.Count == 1)
            return WebhookChecks.OfEvery(facts, endpoint => Missing(self, facts, [endpoint]));
        return Missing(self, facts, all) is { } missing ? [missing] : [];
    }

    public static IEnumerable<Finding> AllSent(Check self, PreflightFacts facts) => WebhookChecks.OfEvery(facts, endpoint =>
        endpoint.Enabled && endpoint.EnabledEvents.Contains("*")
            ? self.At(
                WebhookChecks.PlaceOfAddress(facts), ("id", endpoint.Id),
                ("list", facts.HandledEvents.Count > 0 ? Words.List(facts.HandledEvents) : "the event types that the code handles"))
            : null);

    public static IEnumerable<Finding> NotHandled(Check self, PreflightFacts facts) => WebhookChecks.OfEvery(facts, endpoint =>
        endpoint.Enabled && endpoint.EnabledEvents.Where(type => type != "*" && !facts.HandledEvents.Contains(type)).ToList() is { Count: > 0 } unhandled
            ? self.At(WebhookChecks.PlaceOfAddress(facts), ("id", endpoint.Id), ("events", Words.Some(unhandled, ShownTypes)))
            : null);

    public static IEnumerable<Finding> Undelivered(Check self, PreflightFacts facts)
    {
        var answer = facts.Stripe.Undelivered!;
        if (answer.Fault is { } fault)
            return [Finding.Unproved(fault, facts.Project)];
        var events = answer.Value!.Items;
        if (events.Count == 0)
            return [];
        var types = events.GroupBy(value => value.Type, StringComparer.Ordinal).OrderByDescending(type => type.Count()).ThenBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => type.Count() == 1 ? type.Key : $"{type.Key} ({Words.Number(type.Count())})").ToList();
        return
        [
            self.At(
                WebhookChecks.PlaceOfAddress(facts), ("n", (answer.Value.IsCut ? "more than " : "") + Words.Number(events.Count)), ("age", Age(facts.Now - events.Min(value => value.Created))),
                ("types", Words.Some(types, ShownTypes))),
        ];
    }

    public static IEnumerable<Finding> NothingDelivered(Check self, PreflightFacts facts) => WebhookChecks.OfEvery(facts, endpoint =>
    {
        // What an endpoint older than the events that Stripe keeps was ever sent cannot be told; nothing was asked about it.
        if (!facts.Stripe.Delivered.TryGetValue(endpoint.Id, out var answer))
            return null;
        return answer.Fault is { } fault ? Finding.Unproved(fault, facts.Project)
            : answer.Value!.Items.Count == 0 ? self.At(WebhookChecks.PlaceOfAddress(facts), ("id", endpoint.Id))
            : null;
    });

    public static IEnumerable<Finding> Unreadable(Check self, PreflightFacts facts)
    {
        if (facts.Stripe.Undelivered!.Fault is not { } fault)
            yield break;
        yield return fault.Kind == StripeFaultKind.MissingPermission
            ? self.At(facts.Project, ("permission", fault.Permission!), ("link", fault.PermissionLink ?? RestrictedKeyLink.For(facts.Mode, RestrictedKeyLink.All)))
            : Finding.Unproved(fault, facts.Project);
    }

    private static Finding? Missing(Check self, PreflightFacts facts, IReadOnlyList<StripeWebhookEndpoint> endpoints) =>
        facts.HandledEvents.Where(type => !endpoints.Any(endpoint => endpoint.Enabled && endpoint.Sends(type))).ToList() is { Count: > 0 } missing && endpoints.Any(endpoint => endpoint.Enabled)
            ? self.At(WebhookChecks.PlaceOfAddress(facts), ("events", Words.List(missing)), ("id", Words.List([.. endpoints.Where(endpoint => endpoint.Enabled).Select(endpoint => endpoint.Id)])))
            : null;

    private static string Age(TimeSpan age) => age.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, age.TotalMinutes):0} min")
        : age.TotalDays < 1 ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.#} days");
}
