using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Reading;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>
/// Compares the payments that succeeded at Stripe with those that the app granted, and has the missing ones granted: a webhook that was lost is made good. The hosted service
/// calls it; any other scheduler may, on as many nodes as there are.
/// </summary>
/// <remarks>
/// It reads the list of payments by when they were begun, from the watermark of the last run less an overlap, and the list of events that no endpoint took. The watermark
/// is kept after each part of time; a run that is cut off at any point is made good by the next, because a grant is written once (<see cref="IPaymentGrant"/>).
/// Sources: https://docs.stripe.com/api/payment_intents/list, https://docs.stripe.com/webhooks/process-undelivered-events.
/// </remarks>
public sealed partial class PaymentReconciler
{
    // Stripe keeps events for 30 days; an hour less, so that the first page is not asked for what is just gone.
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(30) - TimeSpan.FromHours(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(6);

    private readonly StripeReads _stripe;
    private readonly MissingPayments _missing;
    private readonly IReconciliationStore _store;
    private readonly ReconciliationOptions _options;
    private readonly PaymentMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal PaymentReconciler(
        StripeReads stripe,
        MissingPayments missing,
        IReconciliationStore store,
        IOptions<PaymentSafetyOptions> options,
        PaymentMetrics metrics,
        TimeProvider time,
        ILogger<PaymentReconciler> logger)
    {
        _stripe = stripe;
        _missing = missing;
        _store = store;
        _options = options.Value.Reconciliation;
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>Looks through everything since the last run.</summary>
    /// <param name="cancellationToken">Ends the run; the next one goes on.</param>
    /// <exception cref="InvalidOperationException"><see cref="ReconciliationOptions.Since"/> is not set, or there is no key.</exception>
    /// <remarks>What <see cref="IPaymentGrant.FindGrantedAsync"/> or the store throws comes out of here; what a single grant throws is in the report.</remarks>
    public Task<ReconciliationReport> RunAsync(CancellationToken cancellationToken = default) => RunAsync(_options.DryRun, null, cancellationToken);

    /// <summary>Reports what would be granted, and grants nothing.</summary>
    /// <param name="since">From when on; a first look before the app is switched over. Null: as the next run would.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public Task<ReconciliationReport> PreviewAsync(DateTimeOffset? since = null, CancellationToken cancellationToken = default) => RunAsync(true, since, cancellationToken);

    private async Task<ReconciliationReport> RunAsync(bool dryRun, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var first = (since ?? _options.Since ?? throw new InvalidOperationException($"Set {PaymentSafetyOptions.SectionName}:Reconciliation:Since: payments before it are never looked at."))
            .ToUnixTimeSeconds();
        var started = _time.GetUtcNow();
        var notes = new ReconciliationNotes(dryRun);
        using var client = _stripe.Open(_options.MaxRequests, Deadline, _options.RequestsPerSecond);
        foreach (var list in Lists(client, notes))
        {
            if (notes.Fault is not null) break;
            await ReadAsync(list, first, since is not null, started, notes, cancellationToken).ConfigureAwait(false);
        }

        var report = notes.Report(started, _time.GetUtcNow() - started, client.RequestsSent);
        _metrics.ReconciliationEnded(report.IsOtherNodesTurn ? "other-node" : report.IsComplete ? "complete" : "incomplete");
        if (report.Fault is { } fault) LogFault(fault.Code ?? fault.Kind.ToString(), fault.Message);
        LogEnded(report.DryRun, report.Seen, report.Succeeded, report.Granted.Count, report.Failed.Count, report.Withheld.Count, report.Requests);
        return report;
    }

    private IEnumerable<PaymentList> Lists(StripeApiClient client, ReconciliationNotes notes)
    {
        var mode = _stripe.Livemode ? "live" : "test";
        yield return new PaymentList($"payments:{mode}", long.MinValue, (from, before, keep, token) => ReadPaymentsAsync(client, from, before, notes, keep, token));
        if (_options.Events)
        {
            yield return new PaymentList(
                $"events:{mode}", (_time.GetUtcNow() - EventsKept).ToUnixTimeSeconds(), (from, before, keep, token) => ReadEventsAsync(client, from, before, notes, keep, token));
        }
    }

    private async Task ReadAsync(PaymentList list, long first, bool fromFirst, DateTimeOffset now, ReconciliationNotes notes, CancellationToken cancellationToken)
    {
        // A look changes nothing, and so it needs no turn.
        ReconciliationLease? lease = null;
        if (!notes.DryRun && (lease = await _store.TakeAsync(list.Name, _options.Lease, cancellationToken).ConfigureAwait(false)) is null)
        {
            notes.IsOtherNodesTurn = true;
            return;
        }

        var watermark = fromFirst ? null : notes.DryRun ? await _store.GetWatermarkAsync(list.Name, cancellationToken).ConfigureAwait(false) : lease!.Watermark;
        var start = Math.Max(Math.Max(first, list.Oldest), watermark - Seconds(_options.Overlap) ?? first);
        var end = now.ToUnixTimeSeconds() - Seconds(_options.Grace);
        var turn = new Turn(_store, lease, _options.Lease, _time);
        await ReadWindowsAsync(list, start, end, turn, notes, cancellationToken).ConfigureAwait(false);
        if (turn.IsLost) notes.IsOtherNodesTurn = true;
        else await turn.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadWindowsAsync(PaymentList list, long start, long end, Turn turn, ReconciliationNotes notes, CancellationToken cancellationToken)
    {
        var failures = notes.Failures;
        for (long from = start, before; from < end; from = before)
        {
            before = Math.Min(from + Math.Max(1, Seconds(_options.Window)), end);
            if (!await list.ReadAsync(from, before, turn, cancellationToken).ConfigureAwait(false)) return;
            // Nothing moves the watermark past a payment that could not be granted; those after it are granted all the same.
            if (!await turn.KeepAsync(notes.Failures == failures ? before : null, cancellationToken).ConfigureAwait(false)) return;
        }
    }

    /// <returns>False when the list could not be read to its end, or the turn is lost.</returns>
    private async Task<bool> ReadPaymentsAsync(StripeApiClient client, long from, long before, ReconciliationNotes notes, Turn turn, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var read = await client.ReadPaymentsAsync(from, before, null, after, cancellationToken).ConfigureAwait(false);
            if (!read.Succeeded) return Stop(notes, read.Fault);
            if (read.Value.Items.FirstOrDefault(payment => !seen.Add(payment.Id)) is { } repeated) return Stop(notes, Endless(repeated.Id));
            // What Stripe was asked for is asked once more here: nothing is granted because a filter was not obeyed.
            var own = read.Value.Items.Where(payment => payment.Livemode == _stripe.Livemode && Seconds(payment.Created) >= from && Seconds(payment.Created) < before).ToList();
            if (!await turn.WorkAsync(token => _missing.GrantAsync(own, ReconciliationSource.Payments, notes, token), cancellationToken).ConfigureAwait(false)) return false;
            after = read.Value.Next;
        }
        while (after is not null);
        return true;
    }

    private async Task<bool> ReadEventsAsync(StripeApiClient client, long from, long before, ReconciliationNotes notes, Turn turn, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var read = await client.ReadUndeliveredPaymentsAsync(from, before, after, cancellationToken).ConfigureAwait(false);
            if (!read.Succeeded) return Stop(notes, read.Fault);
            if (read.Value.Items.FirstOrDefault(value => !seen.Add(value.Id)) is { } repeated) return Stop(notes, Endless(repeated.Id));

            var ids = read.Value.Items.Where(value => value.Type == StripePaymentLists.SucceededEvent).Select(value => value.ObjectId).OfType<string>().Distinct().ToList();
            foreach (var id in await _missing.FindAsync(ids, cancellationToken).ConfigureAwait(false))
            {
                // The event holds the payment as it was; what counts is what it is.
                var payment = await client.GetPaymentAsync(id, cancellationToken).ConfigureAwait(false);
                if (!payment.Succeeded && payment.Fault.Kind == StripeFaultKind.ResourceMissing) continue;
                if (!payment.Succeeded) return Stop(notes, payment.Fault);
                // Begun before Since: granted by what the app had before.
                if (_options.Since is { } since && payment.Value.Created < since) continue;
                if (payment.Value.Livemode != _stripe.Livemode) continue;
                if (!await turn.WorkAsync(token => _missing.GrantAsync([payment.Value], ReconciliationSource.Events, notes, token), cancellationToken).ConfigureAwait(false)) return false;
            }

            after = read.Value.Next;
        }
        while (after is not null);
        return true;
    }

    private static bool Stop(ReconciliationNotes notes, StripeFault fault)
    {
        notes.Fault = fault;
        return false;
    }

    private static StripeFault Endless(string id) => new() { Kind = StripeFaultKind.Paging, Message = $"Stripe's list did not end ({id} came twice)." };

    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;

    [LoggerMessage(EventId = 2022, Level = LogLevel.Warning, Message = "Payments could not be read to the end: {Code} {Problem} The next run goes on.")]
    private partial void LogFault(string code, string problem);

    [LoggerMessage(EventId = 2023, Level = LogLevel.Information,
        Message = "Reconciliation (dry run: {DryRun}): {Seen} payments, {Succeeded} succeeded, {Granted} granted now, {Failed} failed, {Withheld} withheld, {Requests} requests.")]
    private partial void LogEnded(bool dryRun, int seen, int succeeded, int granted, int failed, int withheld, int requests);

    /// <summary>A list of Stripe's that is looked through.</summary>
    /// <param name="Name">Under which its watermark is kept.</param>
    /// <param name="Oldest">The oldest second that it reaches back to.</param>
    /// <param name="ReadAsync">Reads a part of it, from a second and before another.</param>
    private sealed record PaymentList(string Name, long Oldest, Func<long, long, Turn, CancellationToken, Task<bool>> ReadAsync);
}
