using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Prices;

/// <summary>What reading the map gave.</summary>
/// <param name="Map">The plans that could be read; null when there is no map to speak of.</param>
/// <param name="Problems">Everything that is wrong with the file, in the order of the file.</param>
public sealed record PriceMapReading(PriceMap? Map, IReadOnlyList<Finding> Problems);
