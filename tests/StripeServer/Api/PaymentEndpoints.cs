using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>Payments by Stripe's test payment methods: <c>pm_card_visa</c> pays, <c>pm_card_visa_chargeDeclined…</c> is declined.</summary>
internal static class PaymentEndpoints
{
    private static readonly Dictionary<string, string> Declines = new(StringComparer.Ordinal)
    {
        ["pm_card_visa_chargeDeclined"] = "generic_decline",
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = "insufficient_funds",
        ["pm_card_visa_chargeDeclinedLostCard"] = "lost_card",
        ["pm_card_visa_chargeDeclinedStolenCard"] = "stolen_card",
    };

    /// <exception cref="StripeErrorException">As Stripe would answer.</exception>
    public static JsonObject Create(IFormCollection form, StripeKeyData key)
    {
        if (key.Permissions is not null) throw StripeErrors.ReadOnlyKey(key);
        if (!long.TryParse(form["amount"], out var amount)) throw StripeErrors.MissingParameter("amount");
        if (form["currency"].ToString() is not { Length: > 0 } currency) throw StripeErrors.MissingParameter("currency");

        var mode = key.Account.Mode(key.Livemode);
        var method = form["payment_method"].ToString();
        var confirmed = form["confirm"] == "true";
        var decline = confirmed ? Declines.GetValueOrDefault(method) : null;
        var payment = mode.PaymentIntents.Put(new PaymentIntentData(
            StripeIds.Object("pi", key.Account.Id, mode.NextNumber()), amount, currency, decline is not null || !confirmed ? "requires_payment_method" : "succeeded")
        {
            Created = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            Customer = form["customer"].ToString() is { Length: > 0 } customer ? customer : null,
            Metadata = form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)).ToDictionary(field => field.Key["metadata[".Length..^1], field => field.Value.ToString()),
        });
        return decline is null ? payment.ToJson(mode.Livemode) : throw StripeErrors.Declined(decline);
    }

    public static JsonObject List(StripeModeData mode, StripeQuery query)
    {
        var since = query.Integer("created[gte]");
        var before = query.Integer("created[lt]");
        var customer = query.Text("customer");
        var expandCharge = ExpandCharge(query, "data.");
        return StripePage.Of(query).List(
            "payment_intent",
            "/v1/payment_intents",
            mode.PaymentIntents.NewestFirst(),
            payment => (since is null || payment.Created >= since) && (before is null || payment.Created < before) && (customer is null || payment.Customer == customer),
            payment => payment.ToJson(mode.Livemode, expandCharge));
    }

    /// <summary>Whether the charge is given in full, which is all that can be asked for.</summary>
    public static bool ExpandCharge(StripeQuery query, string prefix)
    {
        var expand = query.List("expand");
        if (expand.FirstOrDefault(property => property != prefix + "latest_charge") is { } unknown) throw StripeErrors.CannotExpand(unknown);
        return expand.Count > 0;
    }
}
