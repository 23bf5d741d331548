using Quartz;
using Quartz.Impl.Triggers;

namespace PaymentSafety.Runtime.Quartz;

/// <summary>The schedule of the reconciliation in a store that several nodes share.</summary>
/// <remarks>
/// Every node calls it when it starts, and a schedule that is there stays as it is: Quartz forgets which node is at work when a trigger is replaced, so that a node that starts would
/// begin a second run beside the first, and a run that died would not be recovered (https://github.com/quartznet/quartznet/issues/3759).
/// </remarks>
public static class ReconciliationSchedule
{
    /// <summary>Triggers that come back when the turn of a node that died has ended.</summary>
    internal const string AfterTurn = "payment-safety-after-turn";

    private const string Group = "payment-safety";
    private const string Name = "reconciliation";

    /// <summary>The job's key, for listeners and for <c>IScheduler.TriggerJob</c>.</summary>
    public static JobKey JobKey { get; } = new(Name, Group);

    /// <summary>The key of the trigger, for <c>IScheduler.PauseTrigger</c>.</summary>
    public static TriggerKey TriggerKey { get; } = new(Name, Group);

    /// <summary>Has the payments reconciled now and every so often, on one node of those that share the store.</summary>
    /// <param name="scheduler">The app's scheduler, started or not.</param>
    /// <param name="every">From one run to the next, at least 1 s. A run that was missed is made up for at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SchedulerException">The store could not be read or written.</exception>
    public static Task ScheduleReconciliationAsync(this IScheduler scheduler, TimeSpan every, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.FromSeconds(1));
        return ScheduleAsync(
            scheduler,
            SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever().WithMisfireHandlingInstructionNowWithExistingCount(),
            known => known is ISimpleTrigger simple && simple.RepeatInterval == every && simple.RepeatCount == SimpleTriggerImpl.RepeatIndefinitely,
            cancellationToken);
    }

    /// <summary>Has the payments reconciled by a cron expression, in UTC, on one node of those that share the store.</summary>
    /// <param name="scheduler">The app's scheduler, started or not.</param>
    /// <param name="cron">As Quartz writes them, seconds first: <c>0 7 * * * ?</c>. A run that was missed is made up for at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FormatException">Quartz cannot read the expression.</exception>
    /// <exception cref="SchedulerException">The store could not be read or written.</exception>
    public static Task ScheduleReconciliationAsync(this IScheduler scheduler, string cron, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(cron);
        return ScheduleAsync(
            scheduler,
            CronScheduleBuilder.CronSchedule(cron).InTimeZone(TimeZoneInfo.Utc).WithMisfireHandlingInstructionFireAndProceed(),
            known => known is ICronTrigger same && same.CronExpressionString == cron && same.TimeZone.Equals(TimeZoneInfo.Utc),
            cancellationToken);
    }

    private static async Task ScheduleAsync(IScheduler scheduler, IScheduleBuilder schedule, Predicate<ITrigger> isSame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        // Recovered: a node that dies in the middle of a run leaves it to another. Durable: the job stays while its trigger is changed.
        var job = JobBuilder.Create<ReconciliationJob>().WithIdentity(JobKey).WithDescription("Has the payments granted whose webhooks were lost.").StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(job, replace: true, cancellationToken).ConfigureAwait(false);
        var trigger = TriggerBuilder.Create().WithIdentity(TriggerKey).ForJob(JobKey).StartNow().WithSchedule(schedule).Build();
        if (await scheduler.GetTrigger(TriggerKey, cancellationToken).ConfigureAwait(false) is { } known)
        {
            if (!isSame(known)) await scheduler.RescheduleJob(TriggerKey, trigger, cancellationToken).ConfigureAwait(false);
            // A node that could not make the job, half-way through a deployment say, has ended the schedule for all nodes; this one comes with what it takes.
            else await scheduler.ResetTriggerFromErrorState(TriggerKey, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await scheduler.ScheduleJob(trigger, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node started at the same moment and was faster; it has written the same.
        }
    }
}
