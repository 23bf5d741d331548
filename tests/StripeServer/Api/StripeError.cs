using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>An error body of Stripe's with its status, thrown by whoever finds it.</summary>
public sealed class StripeErrorException(int status, string type, string message, string? code = null, string? param = null, string? declineCode = null) : Exception(message)
{
    public int Status { get; } = status;

    public JsonObject ToJson()
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = "https://stripe.com/docs/error-codes/" + code.Replace('_', '-');
        }

        if (declineCode is not null) error["decline_code"] = declineCode;
        error["message"] = Message;
        if (param is not null) error["param"] = param;
        error["type"] = type;
        return new JsonObject { ["error"] = error };
    }
}

/// <summary>Stripe's errors, in its words.</summary>
internal static class StripeErrors
{
    private const string InvalidRequest = "invalid_request_error";

    public static StripeErrorException NoKey()
        => new(401, InvalidRequest, "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.");

    public static StripeErrorException InvalidKey(string value) => new(401, InvalidRequest, $"Invalid API Key provided: {StripeKeyData.Mask(value)}");

    public static StripeErrorException ExpiredKey(string value)
        => new(401, InvalidRequest, $"Expired API Key provided: {StripeKeyData.Mask(value)}", "api_key_expired");

    public static StripeErrorException PublishableKey()
        => new(401, InvalidRequest, "This API call cannot be made with a publishable API key. Please use a secret API key.", "secret_key_required");

    // Seen with this status in the field, although it reads like a 403.
    public static StripeErrorException OtherAddress() => new(401, InvalidRequest, "The API key provided does not allow requests from your IP address.");

    public static StripeErrorException MissingPermission(StripeKeyData key, StripePermission permission, bool olderWords)
    {
        var start = $"The provided key '{StripeKeyData.Mask(key.Value)}' does not have the required permissions for this endpoint on account '{key.Account.Id}'.";
        return olderWords
            ? new StripeErrorException(403, InvalidRequest, $"{start} Having the 'rak_{permission.Id}' permission would allow this request to continue.")
            : new StripeErrorException(
                403,
                InvalidRequest,
                $"Permission denied. {start} Enabling \"{permission.Name}\" ('{permission.Id}') permissions on this key would allow this request to continue. "
                    + $"You can edit permissions at https://dashboard.stripe.com/b/{key.Account.Id}?destination=%2Fapikeys",
                "more_permissions_required");
    }

    /// <param name="otherMode">The mode that has it, when the key's mode does not and the other does.</param>
    public static StripeErrorException Missing(string kind, string id, string param, string? otherMode = null, int status = 404)
    {
        var elsewhere = otherMode is null ? "" : $"; a similar object exists in {otherMode} mode, but a {(otherMode == "live" ? "test" : "live")} mode key was used to make this request.";
        return new StripeErrorException(status, InvalidRequest, $"No such {kind}: '{id}'{elsewhere}", "resource_missing", param);
    }

    public static StripeErrorException ReadOnlyKey(StripeKeyData key)
        => new(403, InvalidRequest, $"The provided key '{StripeKeyData.Mask(key.Value)}' does not have the required permissions for this endpoint.", "more_permissions_required");

    public static StripeErrorException MissingParameter(string name) => new(400, InvalidRequest, $"Missing required param: {name}.", "parameter_missing", name);

    public static StripeErrorException Declined(string declineCode)
        => new(402, "card_error", "Your card was declined.", "card_declined", declineCode: declineCode);

    public static StripeErrorException KeyTooLong()
        => new(400, "idempotency_error", "Keys for idempotent requests can only be 255 characters long.");

    public static StripeErrorException OtherParameters(string key)
        => new(400, "idempotency_error", $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.");

    public static StripeErrorException KeyInUse(string key)
        => new(409, "idempotency_error", $"There is currently another in-progress request using this Idempotent Key ({key}).", "idempotency_key_in_use");

    public static StripeErrorException FailedInside() => new(500, "api_error", "An unknown error occurred");

    public static StripeErrorException AlreadyExists(string kind) => new(400, InvalidRequest, $"{kind} already exists.", "resource_already_exists");

    public static StripeErrorException LookupKeyTaken(string priceId)
        => new(400, InvalidRequest, $"A price (`{priceId}`) already uses that lookup key.", param: "lookup_key");

    public static StripeErrorException UnknownUrl(string method, string path)
        => new(404, InvalidRequest, $"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");

    public static StripeErrorException UnknownParameter(string name)
        => new(400, InvalidRequest, $"Received unknown parameter: {name}", "parameter_unknown", name);

    public static StripeErrorException InvalidInteger(string name, string value)
        => new(400, InvalidRequest, $"Invalid integer: {value}", "parameter_invalid_integer", name);

    public static StripeErrorException InvalidBoolean(string name, string value) => new(400, InvalidRequest, $"Invalid boolean: {value}", param: name);

    public static StripeErrorException TooSmall(string name, int least)
        => new(400, InvalidRequest, $"This value must be greater than or equal to {least}.", "parameter_invalid_integer", name);

    public static StripeErrorException TooLarge(string name, int most, string value)
        => new(400, InvalidRequest, $"This value must be less than or equal to {most} (it currently is '{value}').", "parameter_invalid_integer", name);

    public static StripeErrorException TooMany(string name, int most)
        => new(400, InvalidRequest, $"You may only specify up to {most} values for this parameter.", param: name);

    public static StripeErrorException OnlyOne(string first, string second)
        => new(400, InvalidRequest, $"You may only specify one of these parameters: {first}, {second}.", param: first);

    public static StripeErrorException CannotExpand(string property)
        => new(400, InvalidRequest, $"This property cannot be expanded ({property}).", param: "expand");

    public static StripeErrorException InactivePrice()
        => new(400, InvalidRequest, "The price specified is inactive. This field only accepts active prices.", param: "line_items[0][price]");

    public static StripeErrorException RecurringPrice()
        => new(400, InvalidRequest, "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.", param: "mode");

    // The stand-in's own words: Stripe knows three modes.
    public static StripeErrorException OnlyPaymentMode() => new(400, InvalidRequest, "The stand-in makes Checkout sessions of mode `payment` only.", param: "mode");

    public static StripeErrorException InvalidVersion(string version) => new(400, InvalidRequest, $"Invalid Stripe API version: {version}");
}
