using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Health;

/// <summary><c>webhook_recent</c>: events come, and none waits for a person. It asks the app's own inbox.</summary>
internal sealed class WebhookRecentQuestion(IStripeWebhookInbox inbox, PaymentHealthOptions options, TimeProvider time) : IHealthQuestion
{
    public string Name => "webhook_recent";

    public TimeSpan KeptFor => options.CacheLocalFor;

    public async Task<HealthFinding> AskAsync(CancellationToken cancellationToken)
    {
        var state = await inbox.GetStateAsync(cancellationToken).ConfigureAwait(false);
        if (state.SetAside > 0) return HealthFinding.Degraded($"{state.SetAside} events failed too often and wait for a person.");
        if (state.LastReceived is not { } last) return HealthFinding.Degraded("No event has come yet.");
        // A quiet night is no outage: that nothing comes is a reason to look, and no proof.
        var silence = time.GetUtcNow() - last;
        return silence > options.WebhookSilence ? HealthFinding.Degraded($"No event has come for {(long)silence.TotalHours} h.") : HealthFinding.Healthy("Events come.");
    }
}

/// <summary><c>database</c>: what the payments need in it is there.</summary>
internal sealed class DatabaseQuestion(IPaymentDatabase database, PaymentHealthOptions options) : IHealthQuestion
{
    public string Name => "database";

    public TimeSpan KeptFor => options.CacheLocalFor;

    public async Task<HealthFinding> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.CheckAsync(cancellationToken).ConfigureAwait(false);
            return HealthFinding.Healthy("The database answers.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The words of a driver may hold an address, a user or a password: its kind is enough here, and the log has the rest.
            throw new DatabaseAwayException(exception);
        }
    }
}

/// <summary>The database did not answer, which is known and not unknown.</summary>
internal sealed class DatabaseAwayException(Exception inner) : Exception("The database does not answer, or lacks a table.", inner);
