// references: packages missing
using Acme.Messaging;
using Stripe;

namespace Acme.Payments
{
    public class ChargeQueueWorker : BackgroundService
    {
        private readonly IServiceScopeFactory _scopes;
        private readonly IAcmeQueue _queue;
        private readonly ChargeService _charges = new ChargeService();

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    var message = await _queue.ReceiveAsync<ChargeMessage>(stoppingToken);
                    using var scope = _scopes.CreateScope();
                    var db = scope.ServiceProvider.GetRequiredService<AcmeDbContext>();
                    var order = await db.Orders.FirstAsync(o => o.Id == message.OrderId);
                    var charge = await _charges.CreateAsync(new ChargeCreateOptions { Amount = order.Total, Currency = "usd", Customer = order.Customer.StripeId }); // PAY1001
                    order.ChargeId = charge.Id;
                    await db.SaveChangesAsync(stoppingToken);
                    await _queue.AckAsync(message);
                }
                catch (Exception e)
                {
                    _logger.LogError(e, "Charge failed");
                }
            }
        }

        public async Task ChargeAsync(ChargeMessage message)
        {
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    await _charges.CreateAsync(message.ToOptions()); // PAY1009
                    break;
                }
                catch (AcmeTransientException)
                {
                    await Task.Delay(500);
                }
            }
        }

        public async Task ChargeKeyedAsync(ChargeMessage message)
        {
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    await _charges.CreateAsync(message.ToOptions(), new RequestOptions() { IdempotencyKey = message.Id.ToString() });
                    break;
                }
                catch (AcmeTransientException)
                {
                    await Task.Delay(500);
                }
            }
        }
    }
}
