using Stripe;

namespace ValidCode.Language;

/// <summary>The half that people write; <c>PartialCheckout.Keys.cs</c> is the half that a template wrote.</summary>
internal sealed partial class PartialCheckout(PaymentIntentService intents, InvoiceItemService items)
{
    private partial RequestOptions RequestOptionsFor(string operation);

    static partial void OnCreated(PaymentIntent intent);

    public async Task<PaymentIntent> CreateAsync(long amount, string currency)
    {
        var intent = await intents.CreateAsync(new() { Amount = amount, Currency = currency }, RequestOptionsFor("create"));
        OnCreated(intent);
        return intent;
    }

    public Task<InvoiceItem> AddAsync(string price) => items.CreateAsync(new() { Pricing = new() { Price = price } }, _addItem);
}
