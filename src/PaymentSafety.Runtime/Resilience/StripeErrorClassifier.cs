using System.Text.Json;
using static PaymentSafety.Runtime.Resilience.StripeErrorAction;

namespace PaymentSafety.Runtime.Resilience;

/// <summary>
/// Says what is to be done about an error of Stripe's: by its advice code, then its decline code, then its code, then its type and status; never by its
/// text, which changes.
/// </summary>
public static class StripeErrorClassifier
{
    /// <summary>Classifies what Stripe said.</summary>
    public static StripeErrorAdvice Classify(StripeErrorFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return ByAdviceCode(facts) ?? ByCode("decline_code", facts.DeclineCode) ?? ByCode("code", facts.Code) ?? ByType(facts);
    }

    /// <summary>Classifies an answer of Stripe's REST API.</summary>
    /// <param name="status">The HTTP status; null when no answer came.</param>
    /// <param name="body">The body; what is no error of Stripe's is classified by the status alone.</param>
    public static StripeErrorAdvice Classify(int? status, string? body) => Classify(Read(status, body));

    private static StripeErrorAdvice? ByAdviceCode(StripeErrorFacts facts) => facts.AdviceCode switch
    {
        "do_not_try_again" => new(Stop, Known(facts)?.Message ?? PayerMessage.UseAnotherMethod, "advice_code=do_not_try_again"),
        "confirm_card_data" => new(CustomerAction, PayerMessage.CheckCardData, "advice_code=confirm_card_data"),
        // Nothing is tried again of which the issuer says that the card is lost.
        "try_again_later" when Known(facts) is not { Action: Stop } => new(Later, Known(facts)?.Message ?? PayerMessage.TryLater, "advice_code=try_again_later"),
        _ => null,
    };

    private static (StripeErrorAction Action, PayerMessage Message)? Known(StripeErrorFacts facts) =>
        facts.DeclineCode is { } decline && DeclineCodes.All.TryGetValue(decline, out var known) ? known : null;

    private static StripeErrorAdvice? ByCode(string name, string? code) =>
        code is not null && DeclineCodes.All.TryGetValue(code, out var known) ? new(known.Action, known.Message, $"{name}={code}") : null;

    private static StripeErrorAdvice ByType(StripeErrorFacts facts) => facts switch
    {
        // A decline with a code that is newer than this table.
        { Type: "card_error" } or { Status: 402 } => new(Unknown, PayerMessage.NotCompleted, "type=card_error"),
        { Code: "idempotency_key_in_use" or "lock_timeout" } => new(Retry, PayerMessage.BeingChecked, $"code={facts.Code}"),
        // The same key with other parameters: a mistake of the app's, whatever the first request came to.
        { Type: "idempotency_error" } => new(Stop, PayerMessage.BeingChecked, "type=idempotency_error"),
        { Type: "rate_limit_error" } or { Status: 429 } => new(Retry, PayerMessage.TryLater, "status=429"),
        { Status: 409 } => new(Retry, PayerMessage.BeingChecked, "status=409"),
        { Status: >= 500 } => new(Retry, PayerMessage.BeingChecked, $"status={facts.Status}"),
        { Type: "api_error" } => new(Retry, PayerMessage.BeingChecked, "type=api_error"),
        { Status: null, Type: null } => new(Retry, PayerMessage.BeingChecked, "no answer"),
        { Type: "invalid_request_error" or "authentication_error" } or { Status: 400 or 401 or 403 or 404 } =>
            new(Stop, PayerMessage.NotCompleted, facts.Type is { } type ? $"type={type}" : $"status={facts.Status}"),
        _ => new(Unknown, PayerMessage.NotCompleted, facts.Status is { } status ? $"status={status}" : "type is unknown"),
    };

    private static StripeErrorFacts Read(int? status, string? body)
    {
        var facts = new StripeErrorFacts { Status = status };
        if (string.IsNullOrWhiteSpace(body)) return facts;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
                return facts;
            return facts with
            {
                Type = Text(error, "type"),
                Code = Text(error, "code"),
                DeclineCode = Text(error, "decline_code"),
                AdviceCode = Text(error, "advice_code"),
            };
        }
        catch (JsonException)
        {
            // A proxy's page: the status is all that is known.
            return facts;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
