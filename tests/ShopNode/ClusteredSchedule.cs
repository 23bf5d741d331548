using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PaymentSafety.Runtime.Quartz;
using Quartz;
using Quartz.Spi;

namespace PaymentSafety.Tests.Nodes;

/// <summary>The reconciliation under Quartz.NET, whose clustered store is in the shop's database.</summary>
internal sealed class ClusteredSchedule(string connection, NpgsqlDataSource database, ShopSettings settings, IServiceProvider services) : IHostedService
{
    private IScheduler? _scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _scheduler = await SchedulerBuilder.Create("AUTO", "shop").UseDefaultThreadPool(2).UsePersistentStore(store =>
        {
            store.UsePostgres(connection);
            store.UseProperties = true;
            store.UseSerializer<JsonObjectSerializer>();
            // What takes a quarter of a minute otherwise. No less: a node on a busy computer must not be taken for dead.
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromMilliseconds(250);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(3);
            });
        }).BuildScheduler();
        _scheduler.JobFactory = new ServiceJobFactory(services);
        _scheduler.ListenerManager.AddJobListener(new RunBook(database, settings.Node));
        await _scheduler.ScheduleReconciliationAsync(settings.Every, cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _scheduler?.Shutdown(waitForJobsToComplete: true, cancellationToken) ?? Task.CompletedTask;

    private sealed class ServiceJobFactory(IServiceProvider services) : IJobFactory
    {
        public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => (IJob)ActivatorUtilities.CreateInstance(services, bundle.JobDetail.JobType);

        public void ReturnJob(IJob job)
        {
        }
    }
}
