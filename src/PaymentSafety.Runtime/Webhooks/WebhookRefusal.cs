namespace PaymentSafety.Runtime.Webhooks;

/// <summary>Why a request to the webhook was not accepted.</summary>
public enum WebhookRefusal
{
    /// <summary>No Stripe-Signature header: not Stripe.</summary>
    Unsigned,

    /// <summary>No signing secret of the app fits: another endpoint's secret, a body that was changed on its way, or not Stripe.</summary>
    BadSignature,

    /// <summary>The signature is good and its time too far from this computer's: a replayed request, or a clock that is wrong.</summary>
    TooOld,

    /// <summary>The body is larger than <see cref="StripeWebhookOptions.MaxBodyBytes"/>.</summary>
    TooLarge,

    /// <summary>The body is signed and no event of Stripe's.</summary>
    NotAnEvent,

    /// <summary>A test event in a live app, or a live event in a test app: it must not be handled, and would come again for three days.</summary>
    OtherMode,

    /// <summary>The event is written in another API version than the app's code reads.</summary>
    OtherVersion,

    /// <summary>No signing secret is configured: nothing can be checked.</summary>
    NoSecret,
}

/// <summary>What the guard found.</summary>
/// <param name="Event">The event, where it is accepted or of the other mode.</param>
/// <param name="Refusal">Why it is refused; null where it is accepted.</param>
public sealed record WebhookVerdict(StripeWebhookEvent? Event, WebhookRefusal? Refusal)
{
    /// <summary>Whether the event may be handled.</summary>
    public bool IsAccepted => Refusal is null;

    /// <summary>
    /// What to answer: 200 for an accepted event and for one of the other mode, which Stripe should not send again; 413 for a body that is too large; 500 where this app is
    /// configured wrong and Stripe's repetition will find it right; 400 for the rest.
    /// </summary>
    public int Status => Refusal switch
    {
        null or WebhookRefusal.OtherMode => 200,
        WebhookRefusal.TooLarge => 413,
        WebhookRefusal.NoSecret or WebhookRefusal.OtherVersion => 500,
        _ => 400,
    };
}
