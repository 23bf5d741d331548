namespace PaymentSafety.Tour;

/// <summary>One thing that is wrong with the right shop, and what the gate must say about it.</summary>
/// <param name="Name">The name of the folder that must not come into being.</param>
/// <param name="Replace">The text of the price map that is replaced for this publish; null to leave the map alone.</param>
/// <param name="Key">The shop's secret key in the environment of this publish.</param>
/// <param name="Code">What the gate must say.</param>
internal sealed record Refusal(string Name, string Title, string Look, (string Old, string New)? Replace, string Key, string Code);
