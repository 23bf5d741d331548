namespace PaymentSafety.Tests.Nodes;

/// <summary>What the nodes of the shop differ in.</summary>
/// <param name="Node">The name of this one.</param>
/// <param name="GrantTakes">How long a grant takes before it is committed.</param>
/// <param name="Every">From one run of Quartz.NET's to the next.</param>
public sealed record ShopSettings(string Node, TimeSpan GrantTakes, TimeSpan Every);
