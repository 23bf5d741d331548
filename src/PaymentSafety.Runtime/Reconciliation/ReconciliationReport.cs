using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>What one run found and did.</summary>
public sealed record ReconciliationReport
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether nothing was granted, and <see cref="Granted"/> is what would have been.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Payments that were looked at, in every state.</summary>
    public required int Seen { get; init; }

    /// <summary>Those of them that succeeded.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Payments that succeeded, are not granted, and were paid back in full or are disputed: they are left alone.</summary>
    public required IReadOnlyList<string> Withheld { get; init; }

    /// <summary>What this run granted.</summary>
    public required IReadOnlyList<ReconciledPayment> Granted { get; init; }

    /// <summary>What could not be granted; the watermark stays before it, so that every run tries again.</summary>
    public required IReadOnlyList<ReconciliationFailure> Failed { get; init; }

    /// <summary>Requests to Stripe, without their repetitions.</summary>
    public required int Requests { get; init; }

    /// <summary>Why Stripe's lists were not read to their end; null when they were. The next run goes on.</summary>
    public required StripeFault? Fault { get; init; }

    /// <summary>Whether another node is at work, or took over because this one was slow.</summary>
    public required bool IsOtherNodesTurn { get; init; }

    /// <summary>Whether every payment up to now is granted or withheld.</summary>
    public bool IsComplete => Fault is null && !IsOtherNodesTurn && Failed.Count == 0;
}

/// <summary>A payment that nobody had granted.</summary>
/// <param name="Id"><c>pi_…</c></param>
/// <param name="AmountReceived">In the currency's smallest unit.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="FoundBy">What found it.</param>
public sealed record ReconciledPayment(string Id, long AmountReceived, string Currency, DateTimeOffset Created, ReconciliationSource FoundBy);

/// <summary>A payment that could not be granted.</summary>
/// <param name="Id"><c>pi_…</c></param>
/// <param name="Reason">What the app's grant threw, masked.</param>
public sealed record ReconciliationFailure(string Id, string Reason);

/// <summary>What finds a payment that nobody granted.</summary>
public enum ReconciliationSource
{
    /// <summary>The list of payments.</summary>
    Payments,

    /// <summary>The list of events that no endpoint took.</summary>
    Events,

    /// <summary>The customer who asked.</summary>
    SelfCheck,
}

internal static class ReconciliationSources
{
    public static string Word(this ReconciliationSource source) => source switch
    {
        ReconciliationSource.Payments => "payments",
        ReconciliationSource.Events => "events",
        _ => "self-check",
    };
}
