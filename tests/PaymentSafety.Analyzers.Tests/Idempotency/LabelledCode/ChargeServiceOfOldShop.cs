// references: Stripe.net 43
using Stripe;

namespace OldShop.Services
{
    public interface IPaymentProcessor
    {
        Charge Charge(string token, decimal amount, string email);
        void Refund(string chargeId);
    }

    public class PaymentProcessor : IPaymentProcessor
    {
        private readonly CustomerService customerService;
        private readonly ChargeService chargeService;

        public PaymentProcessor(string apiKey)
        {
            var client = new StripeClient(apiKey);
            customerService = new CustomerService(client);
            chargeService = new ChargeService(client);
        }

        public Charge Charge(string token, decimal amount, string email)
        {
            Customer customer = customerService.Create(new CustomerCreateOptions // PAY1001
            {
                Email = email,
                Source = token
            });

            Charge charge = chargeService.Create(new ChargeCreateOptions // PAY1001
            {
                Amount = Convert.ToInt64(amount * 100),
                Currency = "gbp",
                Customer = customer.Id
            });

            return charge;
        }

        public void Refund(string chargeId)
        {
            var refunds = new RefundService();
            refunds.Create(new RefundCreateOptions { Charge = chargeId }, null); // PAY1001
        }

        public Charge Authorise(string source, long cents, string bookingReference)
        {
            var options = new RequestOptions();
            options.IdempotencyKey = "authorise/" + bookingReference;
            return chargeService.Create(new ChargeCreateOptions { Amount = cents, Currency = "gbp", Source = source, Capture = false }, options);
        }

        public Charge Capture(string chargeId)
        {
            return chargeService.Capture(chargeId, null); // PAY1001
        }

        public void RecordUsage(string subscriptionItemId, long quantity)
        {
            var usage = new UsageRecordService();
            usage.Create( // PAY1001
                subscriptionItemId,
                new UsageRecordCreateOptions { Quantity = quantity, Timestamp = DateTime.UtcNow, Action = "set" });
        }

        public async Task RecordUsageAsync(IEnumerable<(string ItemId, long Count)> counters)
        {
            foreach (var (itemId, count) in counters)
            {
                var idempotencyKey = Guid.NewGuid().ToString();
                var service = new UsageRecordService();
                try
                {
                    await service.CreateAsync( // PAY1003
                        itemId,
                        new UsageRecordCreateOptions { Quantity = count, Timestamp = DateTime.UtcNow, Action = "set" },
                        new RequestOptions { IdempotencyKey = idempotencyKey });
                }
                catch (StripeException e)
                {
                    Console.WriteLine($"Usage for item {itemId} with key {idempotencyKey} was refused: {e.StripeError?.Code}");
                }
            }
        }

        public Subscription Subscribe(string customerId, string plan) =>
            new SubscriptionService().Create(new SubscriptionCreateOptions // PAY1001
            {
                Customer = customerId,
                Items = new List<SubscriptionItemOptions> { new SubscriptionItemOptions { Plan = plan } },
            });

        public bool Unsubscribe(string subscriptionId)
        {
            var subscriptions = new SubscriptionService();
            var subscription = subscriptions.Cancel(subscriptionId, new SubscriptionCancelOptions { InvoiceNow = true });
            return subscription.Status == "canceled";
        }

        public Card AddCard(string customerId, string token)
        {
            var cards = new CardService();
            var card = cards.Create(customerId, new CardCreateOptions { Source = token }); // PAY1001
            customerService.Update(customerId, new CustomerUpdateOptions { DefaultSource = card.Id }); // PAY1002
            return card;
        }

        public void RemoveCard(string customerId, string cardId) => new CardService().Delete(customerId, cardId);
    }
}
