using System.Collections.Specialized;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Quartz;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Tests.Nodes;
using PaymentSafety.Tests.Stripe;
using Quartz;
using Quartz.Impl;
using Quartz.Impl.Matchers;
using Quartz.Simpl;
using Quartz.Spi;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>The reconciliation as a job of a real scheduler. Two nodes, on a store that they share, are <see cref="ClusteredReconciliationTests"/>.</summary>
public sealed class ReconciliationJobTests
{
    [Fact]
    public async Task A_scheduled_job_grants_what_is_missing_and_hands_its_report_on()
    {
        await using var node = Node(out var bank, new InMemoryReconciliationStore());
        var scheduler = await SchedulerAsync(node);
        var report = await RunAsync(scheduler, () => scheduler.ScheduleJob(JobBuilder.Create<ReconciliationJob>().Build(), TriggerBuilder.Create().StartNow().Build()));
        await scheduler.Shutdown(waitForJobsToComplete: true);

        Assert.Equal(["pi_1"], bank.Credits);
        Assert.Equal(["pi_1"], report?.Granted.Select(payment => payment.Id));
    }

    [Fact]
    public async Task A_job_that_a_dead_node_leaves_is_recovered_and_a_time_that_was_missed_is_made_up_for()
    {
        await using var node = Node(out _, new InMemoryReconciliationStore());
        var scheduler = await SchedulerAsync(node);
        await scheduler.ScheduleReconciliationAsync(TimeSpan.FromHours(1));

        var job = await scheduler.GetJobDetail(ReconciliationSchedule.JobKey);
        Assert.True(job is { Durable: true, RequestsRecovery: true, ConcurrentExecutionDisallowed: true });
        Assert.Equal(MisfireInstruction.SimpleTrigger.RescheduleNowWithExistingRepeatCount, (await scheduler.GetTrigger(ReconciliationSchedule.TriggerKey))!.MisfireInstruction);
        await scheduler.Shutdown();
    }

    [Fact]
    public async Task A_node_that_starts_leaves_the_schedule_as_it_is_unless_it_has_another()
    {
        await using var node = Node(out _, new InMemoryReconciliationStore());
        var scheduler = await SchedulerAsync(node);
        await scheduler.ScheduleReconciliationAsync(TimeSpan.FromHours(1));
        var first = await TriggerAsync();
        await Task.Delay(10);
        await scheduler.ScheduleReconciliationAsync(TimeSpan.FromHours(1));
        Assert.Equal(first.StartTimeUtc, (await TriggerAsync()).StartTimeUtc);

        await scheduler.ScheduleReconciliationAsync(TimeSpan.FromHours(2));
        Assert.Equal(TimeSpan.FromHours(2), Assert.IsAssignableFrom<ISimpleTrigger>(await TriggerAsync()).RepeatInterval);

        await scheduler.ScheduleReconciliationAsync("0 7 * * * ?");
        var cron = Assert.IsAssignableFrom<ICronTrigger>(await TriggerAsync());
        Assert.Equal(TimeZoneInfo.Utc, cron.TimeZone);
        await Task.Delay(10);
        await scheduler.ScheduleReconciliationAsync("0 7 * * * ?");
        Assert.Equal(cron.StartTimeUtc, (await TriggerAsync()).StartTimeUtc);
        await scheduler.Shutdown();

        async Task<ITrigger> TriggerAsync() => Assert.IsAssignableFrom<ITrigger>(await scheduler.GetTrigger(ReconciliationSchedule.TriggerKey));
    }

    [Fact]
    public async Task A_schedule_that_a_node_without_the_job_has_ended_goes_on_with_the_next_node()
    {
        await using var node = Node(out var bank, new InMemoryReconciliationStore());
        var scheduler = await SchedulerAsync(node);
        scheduler.JobFactory = new Factory(() => throw new InvalidOperationException("This node has no reconciler."));
        await scheduler.ScheduleReconciliationAsync(TimeSpan.FromSeconds(1));
        await scheduler.Start();
        Assert.True(SpinWait.SpinUntil(() => scheduler.GetTriggerState(ReconciliationSchedule.TriggerKey).Result == TriggerState.Error, TimeSpan.FromSeconds(30)));

        scheduler.JobFactory = FactoryOf(node);
        await RunAsync(scheduler, () => scheduler.ScheduleReconciliationAsync(TimeSpan.FromSeconds(1)));
        await scheduler.Shutdown(waitForJobsToComplete: true);

        Assert.Equal(["pi_1"], bank.Credits);
    }

    [Theory]
    // A store of this process: the other nodes have schedules of their own.
    [InlineData(null, 0)]
    [InlineData(typeof(StoreOfAllNodes), 1)]
    public async Task A_job_that_finds_the_turn_of_a_dead_node_comes_back_when_it_ends(Type? jobStore, int comesBack)
    {
        var store = new InMemoryReconciliationStore();
        await using var node = Node(out var bank, store);
        await store.TakeAsync("payments:test", TimeSpan.FromMinutes(1), CancellationToken.None);
        var scheduler = await SchedulerAsync(node, jobStore);

        var report = await RunAsync(scheduler, () => scheduler.ScheduleReconciliationAsync(TimeSpan.FromHours(1)));
        // By hand, as an operator may: who comes back already does not come back twice.
        await RunAsync(scheduler, () => scheduler.TriggerJob(ReconciliationSchedule.JobKey));

        Assert.True(report!.IsOtherNodesTurn);
        Assert.Empty(bank.Credits);
        var after = await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals("payment-safety-after-turn"));
        Assert.Equal(comesBack, after.Count);
        foreach (var key in after)
            Assert.InRange((await scheduler.GetTrigger(key))!.GetNextFireTimeUtc()!.Value, DateTimeOffset.UtcNow.AddMinutes(4), DateTimeOffset.UtcNow.AddMinutes(5));
        await scheduler.Shutdown(waitForJobsToComplete: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public async Task A_schedule_of_less_than_a_second_is_refused(double seconds)
    {
        await using var node = Node(out _, new InMemoryReconciliationStore());
        var scheduler = await SchedulerAsync(node);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => scheduler.ScheduleReconciliationAsync(TimeSpan.FromSeconds(seconds)));
        await Assert.ThrowsAsync<FormatException>(() => scheduler.ScheduleReconciliationAsync("every hour"));
        await scheduler.Shutdown();
    }

    private static ReconcilerNode Node(out Bank bank, IReconciliationStore store)
    {
        bank = new Bank();
        var time = TimeProvider.System;
        var pages = new PaymentPages([new PaymentIntentData("pi_1", 900, "usd", "succeeded") { Created = time.GetUtcNow().AddHours(-1).ToUnixTimeSeconds() }], []);
        return new ReconcilerNode(TestKeys.Restricted("test"), bank, store, time, options => options.Reconciliation.Since = time.GetUtcNow().AddDays(-1), pages.Transport(new Random(1)));
    }

    private static async Task<IScheduler> SchedulerAsync(ReconcilerNode node, Type? jobStore = null)
    {
        var properties = new NameValueCollection { ["quartz.scheduler.instanceName"] = Guid.NewGuid().ToString(), ["quartz.threadPool.maxConcurrency"] = "1" };
        if (jobStore is not null)
        {
            properties["quartz.jobStore.type"] = jobStore.AssemblyQualifiedName;
            properties["quartz.serializer.type"] = typeof(JsonObjectSerializer).AssemblyQualifiedName;
        }

        var scheduler = await new StdSchedulerFactory(properties).GetScheduler();
        scheduler.JobFactory = FactoryOf(node);
        return scheduler;
    }

    private static Factory FactoryOf(ReconcilerNode node) => new(() => new ReconciliationJob(node.Reconciler, Options.Create(new PaymentSafetyOptions())));

    /// <summary>Schedules, and waits for the next report.</summary>
    private static async Task<ReconciliationReport?> RunAsync(IScheduler scheduler, Func<Task> schedule)
    {
        var listener = new Listener();
        scheduler.ListenerManager.AddJobListener(listener);
        await schedule();
        await scheduler.Start();
        return await listener.Report.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>A store whose triggers outlive this process, as far as a job can tell.</summary>
    public sealed class StoreOfAllNodes : RAMJobStore
    {
        public override bool SupportsPersistence => true;
    }

    private sealed class Factory(Func<ReconciliationJob> make) : IJobFactory
    {
        public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => make();

        public void ReturnJob(IJob job)
        {
        }
    }

    private sealed class Listener : IJobListener
    {
        public TaskCompletionSource<ReconciliationReport?> Report { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "report";

        public Task JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (jobException is null) Report.TrySetResult(context.Result as ReconciliationReport);
            else Report.TrySetException(jobException);
            return Task.CompletedTask;
        }
    }
}
