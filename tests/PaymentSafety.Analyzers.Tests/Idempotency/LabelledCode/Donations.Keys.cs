using Stripe;

namespace Charity;

public partial class Donations
{
    private readonly Dictionary<Guid, string> _keys = new();

    private static RequestOptions Account(string account) => new() { StripeAccount = account };

    private RequestOptions Keyed(Guid donation)
    {
        if (!_keys.TryGetValue(donation, out var key))
        {
            key = Guid.NewGuid().ToString();
            _keys.Add(donation, key);
        }

        return new RequestOptions { IdempotencyKey = key };
    }

    partial void OnDonated(PaymentIntent intent);
}
