using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Options;

/// <summary>What a user can say in .editorconfig about idempotency. The keys are listed in docs/configuration.md.</summary>
internal sealed class IdempotencyOptions
{
    public const string ExemptCallsKey = "payment_safety.idempotency.exempt_calls";
    public const string RetryMethodsKey = "payment_safety.idempotency.retry_methods";
    public const string TrustedFactoriesKey = "payment_safety.idempotency.trusted_factories";

    public IdempotencyOptions(AnalyzerConfigOptions options)
    {
        ExemptCalls = Read(options, ExemptCallsKey);
        RetryMethods = Read(options, RetryMethodsKey);
        TrustedFactories = Read(options, TrustedFactoriesKey);
    }

    /// <summary>Calls that need no key, such as <c>Stripe.CustomerService.Create*</c>.</summary>
    public SymbolPatterns ExemptCalls { get; }

    /// <summary>Methods that run the delegate they are given again.</summary>
    public SymbolPatterns RetryMethods { get; }

    /// <summary>Methods whose result is a stable key, whatever it is made of.</summary>
    public SymbolPatterns TrustedFactories { get; }

    private static SymbolPatterns Read(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && value.Trim().Length > 0 ? new SymbolPatterns(value) : SymbolPatterns.None;
}
