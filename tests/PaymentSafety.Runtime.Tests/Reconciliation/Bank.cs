using System.Collections.Concurrent;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>What a shop gave for payments, with a unique key for each payment; and how often it was asked to.</summary>
internal class Bank : IPaymentGrant
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _credits = new();

    /// <summary>Every credit that was given, in order; a payment that is in it twice was granted twice.</summary>
    public IReadOnlyCollection<string> Credits => _credits;

    /// <summary>Payments of which the grant fails.</summary>
    public HashSet<string> Broken { get; } = [];

    public void Grant(string paymentId)
    {
        if (_keys.TryAdd(paymentId, true)) _credits.Enqueue(paymentId);
    }

    public virtual Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(paymentIds.Where(_keys.ContainsKey).ToHashSet());

    public virtual Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken)
    {
        if (Broken.Contains(payment.Id)) throw new InvalidOperationException($"The warehouse does not know {payment.Id} 4242424242424242.");
        if (!_keys.TryAdd(payment.Id, true)) return Task.FromResult(false);
        _credits.Enqueue(payment.Id);
        return Task.FromResult(true);
    }
}
