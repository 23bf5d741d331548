using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PaymentSafety.Runtime.Masking;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>Finds which payments the app has not granted, and has it grant them.</summary>
internal sealed partial class MissingPayments(IServiceScopeFactory scopes, PaymentMetrics metrics, ILogger<MissingPayments> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Those of the ids that are not granted.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var scope = scopes.CreateAsyncScope();
        var granted = await scope.ServiceProvider.GetRequiredService<IPaymentGrant>().FindGrantedAsync(ids, cancellationToken).ConfigureAwait(false);
        return [.. ids.Where(id => !granted.Contains(id))];
    }

    /// <summary>Grants what succeeded and is missing. What the app's grant throws is noted, and the others are granted all the same.</summary>
    public async Task GrantAsync(IReadOnlyList<StripePayment> payments, ReconciliationSource source, ReconciliationNotes notes, CancellationToken cancellationToken)
    {
        var succeeded = payments.Where(payment => payment.Succeeded).ToDictionary(payment => payment.Id, StringComparer.Ordinal);
        notes.Seen += payments.Count;
        notes.Succeeded += succeeded.Count;
        foreach (var id in await FindAsync(succeeded.Keys, cancellationToken).ConfigureAwait(false))
        {
            // The turn of this node may be over, and not every grant asks.
            cancellationToken.ThrowIfCancellationRequested();
            var payment = succeeded[id];
            if (payment.IsRefunded || payment.Disputed == true) notes.Withhold(payment);
            else if (notes.DryRun) notes.Grant(payment, source);
            else await GrantAsync(payment, source, notes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task GrantAsync(StripePayment payment, ReconciliationSource source, ReconciliationNotes notes, CancellationToken cancellationToken)
    {
        try
        {
            // A scope for each: a unit of work that failed is not taken into the next.
            await using var scope = scopes.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<IPaymentGrant>().GrantAsync(payment, cancellationToken).ConfigureAwait(false)) return;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            notes.Fail(payment.Id, PaymentRedactor.Redact(exception.Message));
            metrics.ReconciliationFailed(source.Word());
            LogFailed(exception, payment.Id);
            return;
        }

        notes.Grant(payment, source);
        metrics.ReconciliationGranted(source.Word());
        LogGranted(payment.Id, payment.AmountReceived, payment.Currency, payment.Created, source.Word());
    }

    [LoggerMessage(EventId = 2020, Level = LogLevel.Warning, Message = "{PaymentId} ({Amount} {Currency}, begun {Created}) had succeeded and was not granted; it is now (found by {Source}).")]
    private partial void LogGranted(string paymentId, long amount, string currency, DateTimeOffset created, string source);

    [LoggerMessage(EventId = 2021, Level = LogLevel.Error, Message = "{PaymentId} succeeded and could not be granted; the next run tries again.")]
    private partial void LogFailed(Exception exception, string paymentId);
}
