using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace PaymentSafety.Runtime.Health;

/// <summary>
/// Answers whether payments can work: Stripe's API, the prices, the webhook endpoint, the last event, the database. Each check is independent of the others, and its answer
/// is kept, so that however often it is asked, Stripe's allotment of reads holds.
/// </summary>
/// <remarks>Not for liveness: to restart an app mends nothing at Stripe. Source of the allotment: https://docs.stripe.com/rate-limits.</remarks>
public sealed partial class PaymentHealth
{
    private readonly IReadOnlyList<Kept> _checks;
    private readonly PaymentHealthOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal PaymentHealth(IEnumerable<IHealthQuestion> questions, PaymentHealthOptions options, TimeProvider time, ILogger<PaymentHealth> logger)
    {
        _checks = [.. questions.Select(question => new Kept(question))];
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Answers, from what is kept where that is young enough.</summary>
    /// <param name="cancellationToken">Ends the wait; checks under way go on for those who ask next.</param>
    public async Task<PaymentHealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var entries = await Task.WhenAll(_checks.Select(EntryAsync)).WaitAsync(cancellationToken).ConfigureAwait(false);
        return new PaymentHealthReport(entries.Length == 0 ? HealthStatus.Degraded : entries.Min(entry => entry.Status), entries);
    }

    private Task<PaymentHealthEntry> EntryAsync(Kept kept)
    {
        lock (kept)
        {
            // Whoever asks while a check is under way waits for the same answer.
            if (kept.Entry is { } entry && (!entry.IsCompleted || _time.GetUtcNow() < kept.Until)) return entry;
            kept.Until = _time.GetUtcNow() + kept.Question.KeptFor;
            return kept.Entry = Task.Run(() => AskAsync(kept.Question));
        }
    }

    private async Task<PaymentHealthEntry> AskAsync(IHealthQuestion question)
    {
        HealthFinding finding;
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        try
        {
            finding = await question.AskAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            finding = HealthFinding.Degraded($"Unknown: no answer within {_options.Timeout.TotalSeconds} s.");
        }
        catch (DatabaseAwayException exception)
        {
            LogUnknown(exception, question.Name);
            finding = HealthFinding.Unhealthy(exception.Message);
        }
        catch (Exception exception)
        {
            LogUnknown(exception, question.Name);
            finding = HealthFinding.Degraded("Unknown: the check itself failed; the log has the reason.");
        }

        return new PaymentHealthEntry(question.Name, finding.Status, finding.Description, _time.GetUtcNow());
    }

    [LoggerMessage(EventId = 2030, Level = LogLevel.Error, Message = "The health check {Name} failed.")]
    private partial void LogUnknown(Exception exception, string name);

    private sealed class Kept(IHealthQuestion question)
    {
        public IHealthQuestion Question { get; } = question;

        public Task<PaymentHealthEntry>? Entry { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}
