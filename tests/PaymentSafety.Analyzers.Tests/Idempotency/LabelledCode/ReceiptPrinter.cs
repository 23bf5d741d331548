// references: packages missing
using Stripe;
using Stripe.Terminal;

namespace Till;

/// <summary>A till: reads, deletes, presentation, and what only looks like a call to Stripe.</summary>
public class ReceiptPrinter
{
    private readonly ReaderService _readers = new();
    private readonly ITillStripe _till;
    private readonly IPaymentGateway _gateway;

    public async Task<Reader> StartAsync(string reader, string intent) =>
        await _readers.ProcessPaymentIntentAsync(reader, new ReaderProcessPaymentIntentOptions { PaymentIntent = intent }); // PAY1001

    public Task<Reader> CancelAsync(string reader) => _readers.CancelActionAsync(reader); // PAY1001

    public Task<Reader> ShowAsync(string reader, Cart cart) =>
        _readers.SetReaderDisplayAsync(reader, new ReaderSetReaderDisplayOptions { Type = "cart", Cart = cart.ToOptions() }); // PAY1001

    public Task<Reader> SimulateAsync(string reader) => new Stripe.TestHelpers.Terminal.ReaderService().PresentPaymentMethodAsync(reader);

    public Task<ConnectionToken> TokenAsync() => new ConnectionTokenService().CreateAsync(new ConnectionTokenCreateOptions()); // PAY1001

    public Task<Reader> ForgetAsync(string reader) => _readers.DeleteAsync(reader);

    public void Pay(Order order)
    {
        _gateway.Create(new ChargeCreateOptions { Amount = order.Total });
        _till.CreateAsync(order);
        order.Create(new RequestOptions());
        var options = new PaymentIntentCreateOptions();
        var service = new PaymentIntentService();
        Func<PaymentIntentCreateOptions, RequestOptions, PaymentIntent> create = service.Create;
        _till.Register(service.CreateAsync, nameof(service.Confirm));
    }

    public StripeList<Charge> Charges() => new ChargeService().List(new ChargeListOptions { Limit = 100 });

    public Stream Pdf(string quote) => new QuoteService().Pdf(quote);

    public File Upload(Stream stream) => new FileService().Create(new FileCreateOptions { File = stream, Purpose = "dispute_evidence" }); // PAY1001

    public Dispute Answer(string id, string file) =>
        new DisputeService().Update(id, new DisputeUpdateOptions { Evidence = new DisputeEvidenceOptions { Receipt = file } }); // PAY1002

    public EphemeralKey Ephemeral(string customer) =>
        new EphemeralKeyService().Create(new EphemeralKeyCreateOptions { Customer = customer, StripeVersion = "2024-06-20" }); // PAY1001

    public OAuthToken Connect(string code) => new OAuthTokenService().Create(new OAuthTokenCreateOptions { Code = code, GrantType = "authorization_code" }); // PAY1001
}
