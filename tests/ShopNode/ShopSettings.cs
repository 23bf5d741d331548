namespace PaymentSafety.Tests.Nodes;

/// <summary>What the nodes of the shop differ in.</summary>
/// <param name="Node">The name of this one.</param>
/// <param name="GrantTakes">How long a grant takes before it is committed.</param>
public sealed record ShopSettings(string Node, TimeSpan GrantTakes);
