using PaymentSafety.Runtime.Reconciliation;
using Quartz;

namespace PaymentSafety.Runtime.Quartz;

/// <summary>
/// Runs the reconciliation: <c>services.AddQuartz(quartz =&gt; quartz.ScheduleJob&lt;ReconciliationJob&gt;(trigger =&gt; …))</c>, beside <c>AddReconciliation&lt;…&gt;(hosted: false)</c>.
/// </summary>
/// <remarks>
/// With Quartz's clustered store on PostgreSQL one node of many runs it; without that store each node does, and the lease of the reconciliation's own store lets one of them work.
/// </remarks>
/// <param name="reconciler">The app's reconciler.</param>
[DisallowConcurrentExecution]
public sealed class ReconciliationJob(PaymentReconciler reconciler) : IJob
{
    /// <summary>Runs once. The report is the result of the execution, for the app's listeners.</summary>
    /// <param name="context">Whose token ends the run; the next one goes on.</param>
    /// <exception cref="JobExecutionException">The app's grant or its database failed; the schedule goes on.</exception>
    public async Task Execute(IJobExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            context.Result = await reconciler.RunAsync(context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new JobExecutionException(exception, refireImmediately: false);
        }
    }
}
