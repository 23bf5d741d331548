namespace PaymentSafety.StripeApi;

/// <summary>What <c>GET /v1/balance</c> tells about the key: the mode that it works in.</summary>
public sealed record StripeBalance(bool Livemode);

/// <summary>The account that the key belongs to, as <c>GET /v1/account</c> gives it.</summary>
public sealed record StripeAccount
{
    public required string Id { get; init; }

    /// <summary>Null when Stripe does not show it to this key.</summary>
    public required bool? ChargesEnabled { get; init; }

    /// <summary>Null when Stripe does not show it to this key.</summary>
    public required bool? PayoutsEnabled { get; init; }

    /// <summary>Null when absent, which is usual for one's own account.</summary>
    public required StripeRequirements? Requirements { get; init; }
}

/// <param name="CurrentlyDue">Names of the fields that Stripe asks for.</param>
/// <param name="CurrentDeadline">Until when, if Stripe set a date.</param>
/// <param name="DisabledReason">Why charges or payouts are off.</param>
public sealed record StripeRequirements(IReadOnlyList<string> CurrentlyDue, DateTimeOffset? CurrentDeadline, string? DisabledReason);
