using System.Net;
using Stripe;

namespace Rental.Payments;

public sealed record Rental(string Id, long Cents, string Customer);

public sealed class RetryLoopsOfShops(PaymentIntentService intents, ChargeService charges, InvoiceService invoices, ILogger<RetryLoopsOfShops> logger)
{
    private const int MaxAttempts = 3;

    public async Task<PaymentIntent?> ForAsync(Rental rental)
    {
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                return await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = rental.Cents, Currency = "usd" }); // PAY1009
            }
            catch (HttpRequestException ex) when (attempt < MaxAttempts)
            {
                logger.LogWarning(ex, "Attempt {Attempt} failed", attempt);
                await Task.Delay(TimeSpan.FromSeconds(attempt));
            }
        }

        return null;
    }

    public async Task<Charge> WhileAsync(Rental rental)
    {
        var retries = 0;
        while (true)
        {
            try
            {
                var charge = await charges.CreateAsync(new ChargeCreateOptions { Amount = rental.Cents, Currency = "usd", Customer = rental.Customer }); // PAY1009
                return charge;
            }
            catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.TooManyRequests && retries++ < 5)
            {
                await Task.Delay(1000 * retries);
            }
        }
    }

    public async Task<PaymentIntent?> FlagAsync(Rental rental)
    {
        PaymentIntent? intent = null;
        var tries = 0;
        while (intent == null && tries < 3)
        {
            try
            {
                intent = await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = rental.Cents, Currency = "usd" }); // PAY1009
            }
            catch (TaskCanceledException)
            {
                tries++;
            }
        }

        return intent;
    }

    public async Task<PaymentIntent> KeyBeforeLoopAsync(Rental rental)
    {
        var options = new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd" }, options);
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                await Task.Delay(200);
            }
        }
    }

    public async Task<PaymentIntent> KeyInLoopAsync(Rental rental)
    {
        for (var attempt = 0; ; attempt++)
        {
            var options = new RequestOptions { IdempotencyKey = $"{rental.Id}-{Guid.NewGuid()}" };
            try
            {
                return await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd" }, options); // PAY1009
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                await Task.Delay(200);
            }
        }
    }

    public async Task<PaymentIntent> RentalKeyInLoopAsync(Rental rental)
    {
        for (var attempt = 0; ; attempt++)
        {
            var options = new RequestOptions { IdempotencyKey = $"rental-{rental.Id}" };
            try
            {
                return await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd" }, options);
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                await Task.Delay(200);
            }
        }
    }

    public async Task ManyAsync(IReadOnlyList<Rental> rentals)
    {
        foreach (var rental in rentals)
        {
            try
            {
                await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd" }, new() { IdempotencyKey = rental.Id });
                await invoices.SendInvoiceAsync(rental.Id); // PAY1001
            }
            catch (StripeException e)
            {
                logger.LogError("Rental {Rental}: {Code}", rental.Id, e.StripeError?.Code);
            }
        }
    }

    public async Task PollAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ChargeNextAsync(stoppingToken);
            }
            catch (Exception e)
            {
                logger.LogError(e, "Worker failed");
            }

            await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }

    private async Task ChargeNextAsync(CancellationToken token) =>
        await charges.CreateAsync(new ChargeCreateOptions { Amount = 1, Currency = "usd" }, cancellationToken: token); // PAY1001

    public Task<Charge> ThroughHelperAsync(Rental rental) =>
        WithRetriesAsync(() => charges.CaptureAsync(rental.Id)); // PAY1009

    public Task<Charge> MethodGroupAsync() => WithRetriesAsync(CaptureCurrentAsync);

    private Task<Charge> CaptureCurrentAsync() => charges.CaptureAsync("ch_current"); // PAY1009

    private async Task<T> WithRetriesAsync<T>(Func<Task<T>> action, int max = 3)
    {
        Exception? last = null;
        for (var i = 0; i < max; i++)
        {
            try
            {
                return await action();
            }
            catch (HttpRequestException e)
            {
                last = e;
            }
        }

        throw new InvalidOperationException("Gave up.", last);
    }

    public async Task CallerRetriesAsync(Rental rental)
    {
        var attempt = 0;
        var done = false;
        do
        {
            try
            {
                await PayOnceAsync(rental);
                done = true;
            }
            catch (HttpRequestException)
            {
                attempt++;
            }
        }
        while (!done && attempt < 3);
    }

    private async Task PayOnceAsync(Rental rental)
    {
        logger.LogInformation("Paying {Rental}", rental.Id);
        await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd", Customer = rental.Customer }); // PAY1009
    }

    public async Task<PaymentIntent> AgainAsync(Rental rental, int attempt = 0)
    {
        try
        {
            return await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd" }); // PAY1009
        }
        catch (HttpRequestException) when (attempt < 3)
        {
            return await AgainAsync(rental, attempt + 1);
        }
    }

    public async Task<PaymentIntent> FallbackAsync(Rental rental)
    {
        try
        {
            return await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "usd" }); // PAY1001
        }
        catch (StripeException)
        {
            return await intents.CreateAsync(new() { Amount = rental.Cents, Currency = "eur" }); // PAY1001
        }
    }

    public async Task WaitForAsync(string intentId)
    {
        var intent = await intents.GetAsync(intentId);
        while (intent.Status == "processing")
        {
            await Task.Delay(500);
            intent = await intents.GetAsync(intentId);
        }

        await intents.CaptureAsync(intentId); // PAY1001
    }

    public async Task<PaymentIntent> DeclinesTooAsync(Rental rental)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await intents.ConfirmAsync(rental.Id, null, new() { IdempotencyKey = $"confirm-{rental.Id}" }); // PAY1008
            }
            catch (StripeException) when (attempt < 3)
            {
                await Task.Delay(100);
            }
        }
    }
}
