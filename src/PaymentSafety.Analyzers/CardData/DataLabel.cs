using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>What the engine carries along with a value.</summary>
/// <param name="Kind">What the value is. <see cref="DataKind.None"/> for an object that is known by its type alone: what it shows depends on how it is written.</param>
/// <param name="Holder">The type of the object that holds it; null where the value is the text itself.</param>
/// <param name="Member">The member that holds it; null where it is known by the type alone.</param>
/// <param name="Path">From the object to the value, for the message.</param>
/// <param name="IsWritten">The object has been made into text, with the value in it.</param>
/// <param name="IsHashed">Only an unkeyed hash of it is left.</param>
/// <param name="Cleared">Names of the members that are known to hold nothing any more, each between commas: the object was told by its type, and then masked in place.</param>
internal sealed record DataLabel(DataKind Kind, ITypeSymbol? Holder = null, ISymbol? Member = null, string? Path = null, bool IsWritten = false, bool IsHashed = false, string Cleared = "")
{
    /// <summary>The value itself, or a text with it, rather than an object that may show it.</summary>
    public bool IsText => Holder is null || IsWritten;
}
