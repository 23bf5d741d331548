using System.Text.Json;

namespace PaymentSafety.StripeApi;

/// <summary>The <c>error</c> object of a body, as far as it is there: the words of an error are read leniently, an answer is not.</summary>
internal sealed record StripeErrorBody(string? Type, string? Code, string? Message, string? Param)
{
    /// <returns>Null when the body is not an error of Stripe's.</returns>
    public static StripeErrorBody? Parse(string? body)
    {
        if (body is null) return null;
        try
        {
            return StripeJson.Parse(body).Element.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                ? new StripeErrorBody(Text(error, "type"), Text(error, "code"), Text(error, "message"), Text(error, "param"))
                : null;
        }
        catch (StripeJsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement error, string name)
        => error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
