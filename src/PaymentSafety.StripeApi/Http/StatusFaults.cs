using System.Text.RegularExpressions;

namespace PaymentSafety.StripeApi;

/// <summary>What an answer that is not 200 means, by its status, then by Stripe's words in it.</summary>
internal sealed partial class StatusFaults(FaultText text)
{
    private const string KeysPage = "https://dashboard.stripe.com/apikeys";

    public TryFailure Of(HttpAnswer answer, StripeRequest request)
    {
        var error = StripeErrorBody.Parse(answer.Body);
        return answer.Status switch
        {
            // By status before anything else: a proxy in front of Stripe writes web pages for these, and they pass.
            429 => RateLimited(answer, error),
            408 or 409 or 425 or >= 500 => Server(answer, error),
            407 => Failure(TryCause.ProxyRefuses, answer, error, _ => text.ProxyLogin()),
            >= 300 and < 400 => Failure(TryCause.Redirect, answer, error, _ => text.Redirect(answer.Location)),
            // Stripe knows better than a table, but for the statuses that no repetition changes.
            >= 400 and not (400 or 401 or 403 or 404) when answer.ShouldRetry == true => Server(answer, error),
            _ when error is null => Foreign(answer),
            401 or 403 when error.Message is { } said && RefusedAddress().IsMatch(said)
                => Failure(TryCause.AddressRefused, answer, error, _ => text.AddressRefused(), fix: "Add the build agent to the key's IP list."),
            401 when error.Code == "api_key_expired"
                => Failure(TryCause.ExpiredKey, answer, error, _ => text.ExpiredKey(), fix: "Create a new key; the old one was rotated."),
            401 => Invalid(answer, error),
            403 when error.Code == "secret_key_required" => Invalid(answer, error),
            403 => MissingPermission(answer, error, request),
            404 when error.Code == "resource_missing" => Missing(answer, error),
            _ => Failure(TryCause.WrongRequest, answer, error, _ => text.WrongRequest(error.Message ?? error.Code ?? "no reason given", answer.RequestId)),
        };
    }

    public TryFailure WebPage(HttpAnswer answer) => Failure(TryCause.WebPage, answer, null, _ => text.WebPage());

    public TryFailure TooLarge(HttpAnswer answer) => Failure(TryCause.TooLarge, answer, null, _ => text.TooLarge());

    public TryFailure NotJson(HttpAnswer answer, string? detail) => Failure(TryCause.NotJson, answer, null, _ => text.NotJson(), detail: detail);

    private TryFailure Foreign(HttpAnswer answer)
    {
        if (answer.Body is null) return TooLarge(answer);
        if (answer.IsWebPage) return WebPage(answer);
        return Failure(TryCause.WrongRequest, answer, null, _ => text.NotJson(), detail: $"status {answer.Status} without an error of Stripe's");
    }

    private TryFailure RateLimited(HttpAnswer answer, StripeErrorBody? error)
    {
        // Without a reason it is not a rate but a lock on an object, by Stripe's documents.
        var reason = answer.RateLimitedReason ?? error?.Code ?? "lock_timeout";
        return Failure(TryCause.RateLimited, answer, error, history => text.RateLimited(reason, history.Elapsed));
    }

    private TryFailure Server(HttpAnswer answer, StripeErrorBody? error)
        => Failure(TryCause.Server, answer, error, history => text.Server(answer.Status, history.Count(TryCause.Server)));

    private TryFailure Invalid(HttpAnswer answer, StripeErrorBody error)
        => Failure(TryCause.InvalidKey, answer, error, _ => text.InvalidKey(answer.Status), fix: "Copy the key again; check it was not deleted.");

    private TryFailure MissingPermission(HttpAnswer answer, StripeErrorBody error, StripeRequest request)
    {
        var said = error.Message ?? "";
        var id = PermissionId().Match(said) is { Success: true } match ? match.Groups["id"].Value : null;
        var name = PermissionName().Match(said) is { Success: true } named ? text.Clean(named.Groups["name"].Value) : null;
        if (id is not null && !id.StartsWith("rak_", StringComparison.Ordinal)) id = "rak_" + id;

        // Only Stripe's own page: whoever sits in between must not choose where the user signs in.
        var link = Link().Match(said) is { Success: true } page ? page.Value.TrimEnd('.') : null;
        var lacks = name ?? id ?? $"{(request.Creation is null ? "read" : "write")} access to {string.Concat(request.Address.Segments.Take(3)).TrimEnd('/')}";
        var failure = Failure(TryCause.MissingPermission, answer, error, _ => text.MissingPermission(lacks), fix: $"Add it: {link ?? KeysPage}.");
        return failure with
        {
            Describe = history => failure.Describe(history) with { Permission = lacks, PermissionId = id, PermissionLink = link },
        };
    }

    private TryFailure Missing(HttpAnswer answer, StripeErrorBody error)
    {
        var said = error.Message ?? "No such object";
        bool? livemode = SimilarObject().Match(said) is { Success: true } match ? match.Groups["mode"].ValueSpan is "live" : null;
        var failure = Failure(TryCause.ResourceMissing, answer, error, _ => text.Clean(said));
        return failure with { Describe = history => failure.Describe(history) with { ExistsInLivemode = livemode } };
    }

    private TryFailure Failure(
        TryCause cause, HttpAnswer answer, StripeErrorBody? error, Func<TryHistory, string> message, string? fix = null, string? detail = null)
        => new(cause, history => new StripeFault
        {
            Kind = cause.Kind,
            Message = message(history),
            Fix = fix ?? cause.Fix,
            Detail = text.CleanOrNull(detail ?? error?.Message),
            HttpStatus = answer.Status,
            StripeErrorCode = text.CleanOrNull(error?.Code),
            RequestId = text.CleanOrNull(answer.RequestId),
            Tries = history.Tries,
            IsTransient = cause.Retries > 0,
            StopsAll = cause.StopsAll,
            IsReplayed = answer.IsReplayed,
        })
        {
            RetryAfter = answer.RetryAfter,
            ShouldRetry = answer.ShouldRetry,
            Answer = answer,
        };

    // Both wordings are in use: "Having the 'rak_plan_read' permission …" and "Enabling "Prices Read" ('plan_read') permissions …".
    [GeneratedRegex(@"'(?<id>(?:rak_)?[a-z0-9_]+_(?:read|write))'", RegexOptions.CultureInvariant)]
    private static partial Regex PermissionId();

    [GeneratedRegex(@"Enabling [""']?(?<name>[A-Z][A-Za-z0-9 ,&/-]{1,60}?)[""']? \('", RegexOptions.CultureInvariant)]
    private static partial Regex PermissionName();

    [GeneratedRegex(@"https://dashboard\.stripe\.com/[A-Za-z0-9/._~%?=&+-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("similar object exists in (?<mode>test|live) ?mode", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SimilarObject();

    [GeneratedRegex("not allow requests from your IP", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RefusedAddress();
}
