using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>A member of an object, or of an object in it, that holds what must not be logged.</summary>
/// <param name="Path">From the object to the member: <c>Card.Number</c>.</param>
/// <param name="Member">The first step.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record HeldData(string Path, ISymbol Member, DataKind Kind);
