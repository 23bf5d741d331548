// output: console
using System.Globalization;
using Stripe;

StripeConfiguration.ApiKey = Environment.GetEnvironmentVariable("STRIPE_API_KEY");

var products = new ProductService();
var prices = new PriceService();
var path = args.Length > 0 ? args[0] : "products.csv";

foreach (var line in System.IO.File.ReadLines(path).Skip(1))
{
    var (sku, name, cents) = Parse(line);
    var product = await products.CreateAsync(
        new ProductCreateOptions { Id = sku, Name = name },
        new RequestOptions { IdempotencyKey = $"product-{sku}" });
    var price = await prices.CreateAsync(new PriceCreateOptions { Product = product.Id, UnitAmount = cents, Currency = "nok" }); // PAY1001
    await products.UpdateAsync(product.Id, new ProductUpdateOptions { DefaultPrice = price.Id }); // PAY1002
    Console.WriteLine($"{sku} -> {price.Id}");
}

var endpoint = new WebhookEndpointService().Create(new WebhookEndpointCreateOptions { Url = "https://shop.example/hooks", EnabledEvents = ["*"] }); // PAY1001
Console.WriteLine(endpoint.Id);
if (args is [_, "--archive", ..])
{
    await foreach (var old in prices.ListAutoPagingAsync(new PriceListOptions { Active = true }))
    {
        if (old.Created < DateTime.UtcNow.AddYears(-1))
        {
            await ArchiveAsync(old.Id);
        }
    }
}

async Task ArchiveAsync(string id) => await prices.UpdateAsync(id, new PriceUpdateOptions { Active = false }, Reply.Options); // PAY1002

static (string Sku, string Name, long Cents) Parse(string line)
{
    var cells = line.Split(';');
    return (cells[0], cells[1], (long)(decimal.Parse(cells[2], CultureInfo.InvariantCulture) * 100));
}

internal static class Reply
{
    public static RequestOptions? Options => null;
}
