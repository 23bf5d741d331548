namespace PaymentSafety.StripeApi;

/// <summary>A webhook endpoint as <c>GET /v1/webhook_endpoints</c> gives it. Stripe shows its signing secret only when it is made.</summary>
public sealed record StripeWebhookEndpoint
{
    public required string Id { get; init; }

    public required bool Livemode { get; init; }

    public required string Url { get; init; }

    /// <summary>False when it is disabled, by a person or by Stripe after days of failures: it is sent nothing then.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The version that its events have; null when it follows the account's default.</summary>
    public required string? ApiVersion { get; init; }

    /// <summary>Event types, or one <c>*</c> for all.</summary>
    public required IReadOnlyList<string> EnabledEvents { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Whether it is sent events of this type.</summary>
    public bool Sends(string type) => EnabledEvents.Contains("*") || EnabledEvents.Contains(type);
}

/// <summary>An event, without its data.</summary>
public sealed record StripeEvent(string Id, string Type, DateTimeOffset Created)
{
    /// <summary>The id of <c>data.object</c>; null for an object without one.</summary>
    public string? ObjectId { get; init; }
}
