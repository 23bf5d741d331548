namespace PaymentSafety.Runtime.Monitoring;

/// <summary>Something is worse than it may be, or is well again.</summary>
/// <param name="Measure">What.</param>
/// <param name="Level">Whom to tell.</param>
/// <param name="Value">A part of 1, or seconds; 1 for the open circuit breaker.</param>
/// <param name="Threshold">In the same unit.</param>
/// <param name="Samples">How many payments, requests or events it was found from.</param>
/// <param name="IsOver">Whether it is well again.</param>
/// <param name="InWatch">Whether the app was deployed lately, which makes the level one higher.</param>
public sealed record PaymentAlert(PaymentMeasure Measure, PaymentAlertLevel Level, double Value, double Threshold, int Samples, bool IsOver, bool InWatch);

/// <summary>What is measured.</summary>
public enum PaymentMeasure
{
    /// <summary>The part of the payments that succeeds, issuers' declines not counted. A page.</summary>
    SuccessRate,

    /// <summary>The circuit breaker is open: nobody can pay. A page.</summary>
    CircuitBreaker,

    /// <summary>The part of the requests to Stripe that fails. A ticket.</summary>
    ApiErrors,

    /// <summary>Seconds from an event to its arrival. A ticket.</summary>
    WebhookDelay,

    /// <summary>Seconds that a request to Stripe takes. For the log.</summary>
    Latency,
}

/// <summary>Whom to tell.</summary>
public enum PaymentAlertLevel
{
    /// <summary>Nobody now; it is written down.</summary>
    Log,

    /// <summary>Somebody, in working hours.</summary>
    Ticket,

    /// <summary>Somebody, at once.</summary>
    Page,
}

/// <summary>Tells a person: the app's way to a pager or a chat. Everything is logged besides.</summary>
public interface IPaymentAlertHandler
{
    /// <summary>An alert begins, rises by a level, or is over.</summary>
    public Task AlertAsync(PaymentAlert alert, CancellationToken cancellationToken);
}
