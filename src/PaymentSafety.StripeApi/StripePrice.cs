namespace PaymentSafety.StripeApi;

/// <summary>A price as <c>GET /v1/prices/:id</c> gives it, with its product.</summary>
public sealed record StripePrice
{
    public required string Id { get; init; }

    public required bool Livemode { get; init; }

    /// <summary>False when the price is archived: new purchases with it fail.</summary>
    public required bool Active { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public required string Currency { get; init; }

    /// <summary>In the currency's smallest unit; null for tiered and custom amounts and for fractions of the unit.</summary>
    public required long? UnitAmount { get; init; }

    /// <summary>As <see cref="UnitAmount"/>, with up to 12 decimals, as Stripe writes it.</summary>
    public required string? UnitAmountDecimal { get; init; }

    /// <summary><c>per_unit</c> or <c>tiered</c>.</summary>
    public required string BillingScheme { get; init; }

    /// <summary>Whether the buyer chooses the amount.</summary>
    public required bool HasCustomUnitAmount { get; init; }

    /// <summary>Null for a price that is paid once.</summary>
    public required StripeRecurrence? Recurring { get; init; }

    public required string? LookupKey { get; init; }

    public required string? Nickname { get; init; }

    public required string? TaxBehavior { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required StripeProduct Product { get; init; }

    /// <summary>By currency, the price's own currency included; empty when not expanded.</summary>
    public required IReadOnlyDictionary<string, StripeCurrencyOption> CurrencyOptions { get; init; }
}

/// <param name="Interval"><c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>.</param>
/// <param name="IntervalCount">Every how many of them.</param>
/// <param name="UsageType"><c>licensed</c> or <c>metered</c>.</param>
public sealed record StripeRecurrence(string Interval, long IntervalCount, string UsageType);

/// <param name="UnitAmount">In the currency's smallest unit.</param>
/// <param name="UnitAmountDecimal">The same with decimals.</param>
public sealed record StripeCurrencyOption(long? UnitAmount, string? UnitAmountDecimal, string? TaxBehavior);

/// <summary>The product of a price.</summary>
public sealed record StripeProduct
{
    public required string Id { get; init; }

    /// <summary>A deleted product has no other property than its id.</summary>
    public required bool Deleted { get; init; }

    public required bool Active { get; init; }

    /// <summary>Null for a deleted product.</summary>
    public required string? Name { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
