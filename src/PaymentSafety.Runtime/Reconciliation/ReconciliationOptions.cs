namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>How payments are compared with what the app granted. Section <c>PaymentSafety:Reconciliation</c>.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>
    /// Payments begun before are never looked at. It has no default, and an app that reconciles does not start without it: what was granted before <see cref="IPaymentGrant"/>
    /// kept book would be granted again.
    /// </summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>How often the hosted service looks. Default 1 h.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How far back each run begins before the end of the last one. Lists are by when a payment was begun, and a payment may succeed long after: a payer comes back, a bank
    /// takes days. Default 3 days.
    /// </summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How young a payment is left alone: its webhook is on the way. Default 5 min.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The part of time after which the watermark is kept, so that a run that was cut off goes on from there. Default 1 day.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a node may work on one page of 100 payments before another node begins. Default 5 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Most requests of one run; the next run goes on. Default 10,000.</summary>
    public int MaxRequests { get; set; } = 10_000;

    /// <summary>Most requests that begin in one second. Default 10: Stripe allows 25 for an endpoint, and the app's own calls come first.</summary>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>Whether the events that no endpoint took are read too, which finds payments that succeeded long after they were begun. Stripe keeps them for 30 days. Default true.</summary>
    public bool Events { get; set; } = true;

    /// <summary>Whether a run only reports what it would grant. Default false.</summary>
    public bool DryRun { get; set; }

    /// <summary>How far back a customer's own check looks. Default 7 days.</summary>
    public TimeSpan SelfCheckLookback { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often one customer may check, in this process. Default once a minute.</summary>
    public TimeSpan SelfCheckEvery { get; set; } = TimeSpan.FromMinutes(1);
}
