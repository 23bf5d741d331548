using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Reconciliation;
using Quartz;

namespace PaymentSafety.Runtime.Quartz;

/// <summary>
/// Runs the reconciliation. On a clustered store <see cref="ReconciliationSchedule.ScheduleReconciliationAsync(IScheduler, TimeSpan, CancellationToken)"/> schedules it; elsewhere
/// <c>services.AddQuartz(quartz =&gt; quartz.ScheduleJob&lt;ReconciliationJob&gt;(trigger =&gt; …))</c> does. Both stand beside <c>AddReconciliation&lt;…&gt;(hosted: false)</c>.
/// </summary>
/// <remarks>
/// With Quartz's clustered store one node of many runs it; without that store each node does, and the lease of the reconciliation's own store lets one of them work.
/// </remarks>
/// <param name="reconciler">The app's reconciler.</param>
/// <param name="options">How long a node that died keeps its turn.</param>
[DisallowConcurrentExecution]
public sealed class ReconciliationJob(PaymentReconciler reconciler, IOptions<PaymentSafetyOptions> options) : IJob
{
    /// <summary>Runs once. The report is the result of the execution, for the app's listeners.</summary>
    /// <param name="context">Whose token ends the run; the next one goes on.</param>
    /// <exception cref="JobExecutionException">The app's grant or its database failed; the schedule goes on.</exception>
    public async Task Execute(IJobExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var report = await reconciler.RunAsync(context.CancellationToken).ConfigureAwait(false);
            context.Result = report;
            if (report.IsOtherNodesTurn) await ComeBackAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new JobExecutionException(exception, refireImmediately: false);
        }
    }

    /// <summary>
    /// In a store of all nodes no second node runs this job, and so whoever has the turn died with it, or is taken for dead: Quartz has a job done again long before the turn
    /// ends. Without this the payments of the dead node would wait for the next time of the schedule.
    /// </summary>
    private async Task ComeBackAsync(IJobExecutionContext context)
    {
        var scheduler = context.Scheduler;
        if (!(await scheduler.GetMetaData(context.CancellationToken).ConfigureAwait(false)).JobStoreSupportsPersistence) return;
        var turnEnds = SystemTime.UtcNow() + options.Value.Reconciliation.Lease;
        var triggers = await scheduler.GetTriggersOfJob(context.JobDetail.Key, context.CancellationToken).ConfigureAwait(false);
        if (triggers.Any(trigger => trigger.Key.Group == ReconciliationSchedule.AfterTurn && trigger.GetNextFireTimeUtc() > context.FireTimeUtc)) return;
        // A key of its own: the trigger that runs now is in the store until it has run.
        var again = TriggerBuilder.Create().WithIdentity(Guid.NewGuid().ToString("N"), ReconciliationSchedule.AfterTurn).ForJob(context.JobDetail).StartAt(turnEnds).Build();
        await scheduler.ScheduleJob(again, context.CancellationToken).ConfigureAwait(false);
    }
}
