using Microsoft.Extensions.Options;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Quartz;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Tests.Stripe;
using Quartz;
using Quartz.Impl;
using Quartz.Spi;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>The reconciliation as a job of a real scheduler.</summary>
public sealed class ReconciliationJobTests
{
    [Fact]
    public async Task A_scheduled_job_grants_what_is_missing_and_hands_its_report_on()
    {
        var time = new FakeTime();
        var bank = new Bank();
        var pages = new PaymentPages([new PaymentIntentData("pi_1", 900, "usd", "succeeded") { Created = time.GetUtcNow().AddHours(-1).ToUnixTimeSeconds() }], []);
        await using var node = new ReconcilerNode(
            TestKeys.Restricted("test"), bank, new InMemoryReconciliationStore(time), time, options => options.Reconciliation.Since = time.GetUtcNow().AddDays(-1), pages.Transport(new Random(1)));
        var scheduler = await new StdSchedulerFactory(new System.Collections.Specialized.NameValueCollection { ["quartz.scheduler.instanceName"] = "reconciliation", ["quartz.threadPool.maxConcurrency"] = "1" }).GetScheduler();
        var listener = new Listener();
        scheduler.JobFactory = new Factory(node.Reconciler);
        scheduler.ListenerManager.AddJobListener(listener);
        await scheduler.ScheduleJob(JobBuilder.Create<ReconciliationJob>().Build(), TriggerBuilder.Create().StartNow().Build());

        await scheduler.Start();
        var report = await listener.Report.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await scheduler.Shutdown(waitForJobsToComplete: true);

        Assert.Equal(["pi_1"], bank.Credits);
        Assert.Equal(["pi_1"], report?.Granted.Select(payment => payment.Id));
    }

    private sealed class Factory(PaymentReconciler reconciler) : IJobFactory
    {
        public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => new ReconciliationJob(reconciler, Options.Create(new PaymentSafetyOptions()));

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
            if (jobException is null) Report.SetResult(context.Result as ReconciliationReport);
            else Report.SetException(jobException);
            return Task.CompletedTask;
        }
    }
}
