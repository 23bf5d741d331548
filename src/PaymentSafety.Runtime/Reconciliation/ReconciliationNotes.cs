using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>What a run has found so far.</summary>
internal sealed class ReconciliationNotes(bool dryRun)
{
    private readonly List<ReconciledPayment> _granted = [];
    private readonly List<ReconciliationFailure> _failed = [];
    private readonly HashSet<string> _withheld = new(StringComparer.Ordinal);

    /// <summary>A dry run finds the same payment in both lists.</summary>
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    public bool DryRun { get; } = dryRun;

    public int Seen { get; set; }

    public int Succeeded { get; set; }

    public StripeFault? Fault { get; set; }

    public bool IsOtherNodesTurn { get; set; }

    public int Failures => _failed.Count;

    public int Grants => _granted.Count;

    public void Withhold(StripePayment payment) => _withheld.Add(payment.Id);

    public void Grant(StripePayment payment, ReconciliationSource source)
    {
        if (_noted.Add(payment.Id)) _granted.Add(new ReconciledPayment(payment.Id, payment.AmountReceived, payment.Currency, payment.Created, source));
    }

    public void Fail(string id, string reason) => _failed.Add(new ReconciliationFailure(id, reason));

    public ReconciliationReport Report(DateTimeOffset started, TimeSpan duration, int requests) => new()
    {
        Started = started,
        Duration = duration,
        DryRun = DryRun,
        Seen = Seen,
        Succeeded = Succeeded,
        Withheld = [.. _withheld],
        Granted = [.. _granted],
        Failed = [.. _failed],
        Requests = requests,
        Fault = Fault,
        IsOtherNodesTurn = IsOtherNodesTurn,
    };
}
