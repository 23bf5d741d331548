namespace PaymentSafety.Database;

/// <summary>One row of an app's table of plans.</summary>
/// <param name="Id">The plan's own id, as text.</param>
/// <param name="PriceId">The id of its Stripe price; null for a plan that costs nothing.</param>
public sealed record DatabasePlan(string Id, string? PriceId);
