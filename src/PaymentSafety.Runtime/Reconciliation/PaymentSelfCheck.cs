using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Reading;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>The button "I paid and see nothing": a user's own payments are looked up, and those that nobody granted are granted.</summary>
public sealed class PaymentSelfCheck
{
    // Three hundred payments of one person in a week are no person's.
    private const int MostPages = 3;
    private const int RequestsPerSecond = 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly StripeReads _stripe;
    private readonly MissingPayments _missing;
    private readonly IServiceScopeFactory _scopes;
    private readonly ReconciliationOptions _options;
    private readonly TimeProvider _time;
    private readonly SelfCheckLimit _limit;

    internal PaymentSelfCheck(StripeReads stripe, MissingPayments missing, IServiceScopeFactory scopes, IOptions<PaymentSafetyOptions> options, TimeProvider time)
    {
        _stripe = stripe;
        _missing = missing;
        _scopes = scopes;
        _options = options.Value.Reconciliation;
        _time = time;
        _limit = new SelfCheckLimit(_options.SelfCheckEvery, time);
    }

    /// <summary>Grants what a user paid and did not get.</summary>
    /// <param name="userId">The user who is signed in: from the session, never from a form or an address. Whose payments they are is the app's to say (<see cref="IPaymentCustomers"/>).</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <remarks>What the app's own services throw comes out of here, but for a single grant, which counts as failed.</remarks>
    public async Task<PaymentSelfCheckResult> CheckMyPaymentAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        if (_limit.Wait(userId) is { } wait) return new PaymentSelfCheckResult(PaymentSelfCheckOutcome.TooSoon, RetryAfter: wait);
        if (await FindCustomerAsync(userId, cancellationToken).ConfigureAwait(false) is not { } customer) return new PaymentSelfCheckResult(PaymentSelfCheckOutcome.NeverPaid);

        var now = _time.GetUtcNow();
        var from = now - _options.SelfCheckLookback;
        if (_options.Since > from) from = _options.Since.Value;
        var notes = new ReconciliationNotes(_options.DryRun);
        using var client = _stripe.Open(maxRequests: MostPages, Deadline, RequestsPerSecond);
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var read = await client.ReadPaymentsAsync(from.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() + 1, customer, after, cancellationToken).ConfigureAwait(false);
            if (!read.Succeeded) return new PaymentSelfCheckResult(PaymentSelfCheckOutcome.CouldNotAsk, Granted(notes), Failed: notes.Failures, Fault: read.Fault);
            // Stripe filtered by the customer; nobody else's payment is granted because it did not.
            var own = read.Value.Items.Where(payment => payment.Customer == customer && payment.Livemode == _stripe.Livemode).ToList();
            await _missing.GrantAsync(own, ReconciliationSource.SelfCheck, notes, cancellationToken).ConfigureAwait(false);
            if ((after = read.Value.Next) is null) break;
        }

        return new PaymentSelfCheckResult(PaymentSelfCheckOutcome.Checked, Granted(notes), Failed: notes.Failures);
    }

    private static int Granted(ReconciliationNotes notes) => notes.DryRun ? 0 : notes.Grants;

    private async Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var customer = await scope.ServiceProvider.GetRequiredService<IPaymentCustomers>().FindCustomerAsync(userId, cancellationToken).ConfigureAwait(false);
        // A blank one would be no filter at all.
        return string.IsNullOrWhiteSpace(customer) ? null : customer;
    }
}

/// <summary>What a user's own check came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Granted">How many payments were granted now.</param>
/// <param name="Failed">How many could not be; the next check or run tries again.</param>
/// <param name="RetryAfter">When the user may check again, where it was too soon.</param>
/// <param name="Fault">Why Stripe could not be asked; for the log, not for the user.</param>
public sealed record PaymentSelfCheckResult(PaymentSelfCheckOutcome Outcome, int Granted = 0, int Failed = 0, TimeSpan? RetryAfter = null, StripeFault? Fault = null);

/// <summary>How a user's own check ended.</summary>
public enum PaymentSelfCheckOutcome
{
    /// <summary>The user's payments were looked through.</summary>
    Checked,

    /// <summary>The user has checked a moment ago; nothing was asked.</summary>
    TooSoon,

    /// <summary>The app knows no customer of Stripe's for the user.</summary>
    NeverPaid,

    /// <summary>Stripe did not answer.</summary>
    CouldNotAsk,
}
