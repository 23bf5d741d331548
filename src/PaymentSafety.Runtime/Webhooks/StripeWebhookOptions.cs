namespace PaymentSafety.Runtime.Webhooks;

/// <summary>How webhooks are checked and handled. Section <c>PaymentSafety:Webhooks</c>.</summary>
public sealed class StripeWebhookOptions
{
    /// <summary>How old a signature may be, and how far ahead of this computer's clock. Default 300 s, as Stripe's own libraries.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The largest body, in bytes. Default 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// The API version that the app's code was written against, as in Stripe.net's StripeConfiguration.ApiVersion. An event of another release
    /// train (<c>2026-05-27.dahlia</c> and <c>2026-07-29.dahlia</c> are one) is refused. Default null: any.
    /// </summary>
    public string? ApiVersion { get; set; }

    /// <summary>
    /// The types of which an object has one event only. A second event about the same object is a duplicate, whatever its id: Stripe says
    /// that it may send two. Types that come often for one object, such as customer.subscription.updated, do not belong here.
    /// </summary>
    public IList<string> OncePerObject { get; } =
    [
        "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.expired",
        "payment_intent.succeeded", "payment_intent.canceled", "charge.succeeded", "invoice.paid", "customer.subscription.created", "customer.subscription.deleted",
    ];

    /// <summary>How often an event is handled at most before it is set aside for a person. Default 10.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The wait before a failed event is handled again; it doubles with each failure. Default 10 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait before a failed event is handled again. Default 1 h.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a node may work on an event before another node takes it. Default 5 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the inbox is looked into where nothing wakes the processor. Default 5 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a handled event is remembered, so that it is not handled again. Default 35 days: Stripe keeps events for 30.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(35);
}
