namespace CreditShop.Payments;

/// <summary>Credits that are for sale.</summary>
/// <param name="Name">Its name in stripe-prices.json.</param>
/// <param name="Price">Stripe's price of the app's mode.</param>
/// <param name="Amount">In the currency's smallest unit.</param>
internal sealed record Pack(string Name, string Price, long Amount, string Currency, long Credits);
