namespace PaymentSafety.Core.Json;

/// <summary>What a value is, in words.</summary>
public static class JsonValueText
{
    private const int LongestShown = 40;

    /// <summary>Cuts what would make a message unreadable.</summary>
    public static string Clip(string text) => text.Length <= LongestShown ? text : text.Substring(0, LongestShown) + "…";

    /// <summary>The end of "but is …".</summary>
    public static string Describe(JsonValue value) => value.Kind switch
    {
        JsonValueKind.String when value.Text.Length == 0 => "an empty text",
        JsonValueKind.String => $"the text \"{Clip(value.Text)}\"",
        JsonValueKind.Number => $"the number {Clip(value.Text)}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.Text,
    };
}
