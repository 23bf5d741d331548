using Microsoft.Extensions.DependencyInjection;

namespace PaymentSafety.Runtime;

/// <summary>What <c>AddPaymentSafety</c> gives back, for the parts that are added to it.</summary>
/// <param name="Services">The app's services.</param>
public sealed record PaymentSafetyBuilder(IServiceCollection Services);
