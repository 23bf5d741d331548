using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>The process is killed at a step: nothing that it does afterwards reaches anything.</summary>
internal sealed class KillSwitch(int atStep)
{
    private int _steps;

    public bool IsDead => Volatile.Read(ref _steps) >= atStep;

    /// <exception cref="KilledException">This step, or one before it, was the last.</exception>
    public void Step()
    {
        if (Interlocked.Increment(ref _steps) >= atStep) throw new KilledException();
    }
}

internal sealed class KilledException : Exception;

/// <summary>A shop's grant in a process that may be killed before the transaction and after it.</summary>
internal sealed class KillableGrant(IPaymentGrant grant, KillSwitch kill) : IPaymentGrant
{
    public async Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken)
    {
        kill.Step();
        return await grant.FindGrantedAsync(paymentIds, cancellationToken);
    }

    public async Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken)
    {
        kill.Step();
        var granted = await grant.GrantAsync(payment, cancellationToken);
        kill.Step();
        return granted;
    }
}

/// <summary>A store in a process that may be killed before it is written and after it.</summary>
internal sealed class KillableStore(IReconciliationStore store, KillSwitch kill) : IReconciliationStore
{
    public Task<long?> GetWatermarkAsync(string name, CancellationToken cancellationToken) => store.GetWatermarkAsync(name, cancellationToken);

    public Task<ReconciliationLease?> TakeAsync(string name, TimeSpan lease, CancellationToken cancellationToken) => AroundAsync(() => store.TakeAsync(name, lease, cancellationToken));

    public Task<bool> KeepAsync(ReconciliationLease taken, long? watermark, TimeSpan lease, CancellationToken cancellationToken) =>
        AroundAsync(() => store.KeepAsync(taken, watermark, lease, cancellationToken));

    public Task ReleaseAsync(ReconciliationLease taken, CancellationToken cancellationToken) => AroundAsync(async () =>
    {
        await store.ReleaseAsync(taken, cancellationToken);
        return true;
    });

    private async Task<T> AroundAsync<T>(Func<Task<T>> act)
    {
        kill.Step();
        var result = await act();
        kill.Step();
        return result;
    }
}
