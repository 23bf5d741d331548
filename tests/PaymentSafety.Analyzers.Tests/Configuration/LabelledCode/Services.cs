using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Stripe;

namespace Shop;

public class StripeSettings { public string SecretKey { get; set; } = ""; }

public class PaymentService
{
    private readonly IConfiguration _configuration;

    public PaymentService(IConfiguration configuration)
    {
        _configuration = configuration;
        StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"]; // PAY5012
    }

    public Task<Customer> CreateAsync(string email)
    {
        StripeConfiguration.ApiKey = _configuration["Stripe:SecretKey"]; // PAY5012
        return new CustomerService().CreateAsync(new CustomerCreateOptions { Email = email });
    }

    public Task<Customer> OfTenantAsync(string key, string id) => new CustomerService().GetAsync(id, null, new RequestOptions { ApiKey = key });

    public bool IsSet => !string.IsNullOrEmpty(StripeConfiguration.ApiKey);
}

public class CheckoutController : Controller
{
    public CheckoutController(IOptions<StripeSettings> settings) => StripeConfiguration.ApiKey = settings.Value.SecretKey; // PAY5012

    [HttpPost]
    public IActionResult Pay(string tenantKey)
    {
        StripeConfiguration.ApiKey = tenantKey; // PAY5012
        return Ok();
    }
}

public static class TenantKeys
{
    public static void Use(string key) => StripeConfiguration.ApiKey ??= key; // PAY5012
}

public class StripeGateway
{
    public StripeGateway(IConfiguration configuration) => StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"];
}

public static class StripeExtensions
{
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"];
        services.AddSingleton<StripeGateway>();
        services.AddScoped<PaymentService>();
        services.AddScoped(_ =>
        {
            StripeConfiguration.ApiKey = configuration["Stripe:OtherKey"]; // PAY5012
            return new CustomerService();
        });
        return services;
    }

    public static void AddPayments(IConfiguration configuration) => StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"];
}

public class Startup(IConfiguration configuration)
{
    public void ConfigureServices(IServiceCollection services) => services.AddStripe(configuration);

    public void Configure(IApplicationBuilder app) => StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"];

    private void SetUp() => StripeConfiguration.MaxNetworkRetries = 3;
}

public static class Keys
{
    static Keys() => StripeConfiguration.ApiKey = Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY");
}

public class PaymentsModule
{
    public void Load(IConfiguration configuration) => StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"];
}

public class StripeOptionsCheck : IValidateOptions<StripeSettings>
{
    public ValidateOptionsResult Validate(string? name, StripeSettings options)
    {
        StripeConfiguration.ApiKey = options.SecretKey;
        return ValidateOptionsResult.Success;
    }
}

public class KeyLoader(IConfiguration configuration) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

public static class StripeSetup
{
    public static void Apply(string key) => StripeConfiguration.ApiKey = key;

    public static void ApplyForTenant(string key) => StripeConfiguration.ApiKey = key; // PAY5012
}

public static class SetupStartup
{
    public static void Configure() => StripeSetup.Apply("key");

    public static void ConfigureFirstTenant() => StripeSetup.ApplyForTenant("key");
}

public class TenantSwitch
{
    public void To(string key) => StripeSetup.ApplyForTenant(key);
}

/// <summary>A function of AWS Lambda is made once.</summary>
public class Function
{
    public Function() => StripeConfiguration.ApiKey = Environment.GetEnvironmentVariable("STRIPE_API_KEY");

    public string FunctionHandler(string request) => request;
}
