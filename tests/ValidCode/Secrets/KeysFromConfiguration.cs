using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stripe;

namespace ValidCode.Secrets;

/// <summary>Keys come from outside. What stands in the code is where they come from, and what they must look like.</summary>
public sealed class StripeOptions
{
    public const string Section = "Stripe";

    public required string SecretKey { get; init; }

    public required string WebhookSecret { get; init; }

    public string PublishableKey { get; init; } = "";
}

internal sealed class StripeOptionsValidator(bool isProduction) : IValidateOptions<StripeOptions>
{
    private static readonly string[] SecretPrefixes = ["sk_", "rk_"];

    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        var mode = isProduction ? "live_" : "test_";
        if (!SecretPrefixes.Any(p => options.SecretKey.StartsWith(p + mode, StringComparison.Ordinal)))
            return ValidateOptionsResult.Fail($"Stripe:SecretKey must begin with sk_{mode} or rk_{mode}.");
        if (!options.WebhookSecret.StartsWith("whsec_", StringComparison.Ordinal))
            return ValidateOptionsResult.Fail("Stripe:WebhookSecret must begin with whsec_.");
        return options.PublishableKey.StartsWith("pk_", StringComparison.Ordinal)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Stripe:PublishableKey must begin with pk_.");
    }
}

internal static class KeysFromConfiguration
{
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<StripeOptions>(configuration.GetSection(StripeOptions.Section));
        services.AddSingleton<IStripeClient>(provider => new StripeClient(provider.GetRequiredService<IOptions<StripeOptions>>().Value.SecretKey));
        services.AddScoped(provider => new PaymentIntentService(provider.GetRequiredService<IStripeClient>()));
        StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"] ?? throw new InvalidOperationException("Stripe:SecretKey is not set.");
        return services;
    }

    public static StripeClient FromEnvironment() => new(new StripeClientOptions
    {
        ApiKey = Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY"),
        StripeAccount = Environment.GetEnvironmentVariable("STRIPE_ACCOUNT"),
    });

    public static async Task<StripeClient> FromMountedFileAsync(string path) => new((await System.IO.File.ReadAllTextAsync(path)).Trim());

    /// <summary>A key of the tenant for this one call: nothing is shared between requests.</summary>
    public static Task<Balance> BalanceOfAsync(string tenantKey) => new BalanceService().GetAsync(requestOptions: new RequestOptions { ApiKey = tenantKey });
}
