using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool;

/// <summary>What surrounds the command line.</summary>
/// <param name="Variables">The environment variables.</param>
/// <param name="Input">What a person types.</param>
internal sealed record ToolHost(IReadOnlyDictionary<string, string> Variables, TextReader Input)
{
    /// <summary>The last word on how Stripe is asked: tests wait without waiting.</summary>
    public Func<StripeApiOptions, StripeApiOptions> AdjustApi { get; init; } = api => api;

    public static ToolHost OfProcess() => new(RunHost.Variables(), Console.In);
}
