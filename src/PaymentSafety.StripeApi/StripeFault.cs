namespace PaymentSafety.StripeApi;

/// <summary>
/// Why a request gave no usable answer, in words for the person who waits for the build. Everything in it that came from outside is
/// redacted, shortened and free of control characters.
/// </summary>
public sealed record StripeFault
{
    /// <summary>What happened.</summary>
    public required StripeFaultKind Kind { get; init; }

    /// <summary>The diagnostic's code; null for <see cref="StripeFaultKind.ResourceMissing"/>, whose code depends on what was asked for.</summary>
    public string? Code => Kind.Code();

    /// <summary>One or two sentences, without the code.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, where there is more to do than the message says.</summary>
    public string? Fix { get; init; }

    /// <summary>What exactly was seen, for the report: Stripe's own message, the JSON property that had the wrong kind.</summary>
    public string? Detail { get; init; }

    /// <summary>The HTTP status of the last try, when there was one.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The <c>code</c> of Stripe's error body.</summary>
    public string? StripeErrorCode { get; init; }

    /// <summary>The Request-Id of the last try, which Stripe's support asks for.</summary>
    public string? RequestId { get; init; }

    /// <summary>For <see cref="StripeFaultKind.MissingPermission"/>: what the key lacks, in the Dashboard's words where Stripe gives them (<c>Prices Read</c>).</summary>
    public string? Permission { get; init; }

    /// <summary>For <see cref="StripeFaultKind.MissingPermission"/>: its id, always with the prefix (<c>rak_plan_read</c>), if Stripe named one.</summary>
    public string? PermissionId { get; init; }

    /// <summary>For <see cref="StripeFaultKind.MissingPermission"/>: Stripe's page where it is added, if Stripe named one. Always on dashboard.stripe.com.</summary>
    public string? PermissionLink { get; init; }

    /// <summary>For <see cref="StripeFaultKind.ResourceMissing"/>: true when Stripe says that the object exists in live mode, false in test mode, null when it says neither.</summary>
    public bool? ExistsInLivemode { get; init; }

    /// <summary>How often the request was sent.</summary>
    public int Tries { get; init; }

    /// <summary>Whether Stripe repeated an earlier answer to the same idempotency key: it says what was, and nothing of now.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>Whether a later run may well succeed with nothing changed here.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the client sends nothing more: every later call gives this same fault, so report it once.</summary>
    public bool StopsAll { get; init; }

    /// <summary>
    /// The message for one check that this fault stopped. Only PF3003 names the check; the others are the same for all of them.
    /// </summary>
    /// <param name="checkId">The id of the check that could not run, such as <c>PF4001</c>.</param>
    public string MessageFor(string checkId)
        => Kind == StripeFaultKind.MissingPermission ? $"Check {checkId} could not run: the key lacks \"{Permission}\"." : Message;
}
