using PaymentSafety.Core.Json;

namespace PaymentSafety.Core.Prices;

/// <summary>How a price map is laid out: which properties are plans, and what stands in a slot. The gate and the source generator read it by these rules.</summary>
public static class PriceMapShape
{
    private const int LongestId = 255;

    /// <summary>Whether a property of the map is a setting; all others are plans.</summary>
    public static bool IsSetting(string property) => property.StartsWith("$", StringComparison.Ordinal);

    /// <summary>Whether a text can be an id of Stripe's: nothing that would need escaping in an address.</summary>
    public static bool IsId(string text)
    {
        if (text.Length > LongestId)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value that holds the id: the slot itself, or, where the slot is an object, its <c>price</c>; null where it has none.</summary>
    public static JsonValue? IdOf(JsonValue slot)
    {
        if (slot.Kind != JsonValueKind.Object)
        {
            return slot;
        }

        JsonValue? price = null;
        foreach (var member in slot.Properties)
        {
            price = member.Name == "price" ? member.Value : price;
        }

        return price;
    }

    /// <summary>What stands where an id belongs.</summary>
    public static SlotContent ContentOf(JsonValue id) =>
        id.Kind == JsonValueKind.Null || id is { IsString: true, Text.Length: 0 } ? SlotContent.NotCreated
        : id.IsString && IsId(id.Text) ? SlotContent.Id
        : SlotContent.Wrong;
}

/// <summary>What stands where the id of a price belongs.</summary>
public enum SlotContent
{
    /// <summary>null or "": the price is still to be created.</summary>
    NotCreated,

    /// <summary>An id.</summary>
    Id,

    /// <summary>What cannot be one.</summary>
    Wrong,
}
