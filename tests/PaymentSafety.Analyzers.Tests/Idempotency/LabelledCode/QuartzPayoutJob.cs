// references: packages missing
using Quartz;
using Stripe;

namespace Market.Payouts;

[DisallowConcurrentExecution]
public class PayoutJob : IJob
{
    private readonly ISellerRepository _sellers;
    private readonly PayoutService _payouts;
    private readonly ILogger<PayoutJob> _logger;

    public PayoutJob(ISellerRepository sellers, PayoutService payouts, ILogger<PayoutJob> logger)
    {
        _sellers = sellers;
        _payouts = payouts;
        _logger = logger;
    }

    public async Task Execute(IJobExecutionContext context)
    {
        foreach (var seller in await _sellers.WithBalanceAsync(context.CancellationToken))
        {
            try
            {
                await PayOutAsync(seller.StripeAccountId, seller.Balance);
                await new TransferService().CreateAsync(
                    new TransferCreateOptions { Amount = seller.Bonus, Currency = "eur", Destination = seller.StripeAccountId },
                    new RequestOptions { IdempotencyKey = $"bonus-{seller.Id}-{context.ScheduledFireTimeUtc:yyyyMMdd}" });
            }
            catch (StripeException e)
            {
                _logger.LogError("Payout for {Seller}: {Code}", seller.Id, e.StripeError?.Code);
            }
        }
    }

    private async Task PayOutAsync(string account, long amount)
    {
        var options = new PayoutCreateOptions { Amount = amount, Currency = "eur" };
        await _payouts.CreateAsync(options, new RequestOptions { StripeAccount = account }); // PAY1009
    }
}
