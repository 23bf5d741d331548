using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4002: an old event with an old signature is taken for a new one.</summary>
internal static class WebhookToleranceDisabled
{
    /// <summary>In seconds. Stripe's default is 300; a clock that is wrong by an hour has other troubles.</summary>
    private const long LongestTolerance = 3600;

    public static Diagnostic? Find(IInvocationOperation check, ValueContext context)
    {
        if (check.Arguments.FirstOrDefault(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "tolerance" }) is not { } tolerance)
        {
            return null;
        }

        foreach (var value in PossibleValues.Of(tolerance.Value, context))
        {
            long? seconds = value.ConstantValue is { HasValue: true, Value: { } constant } ? constant switch { int number => number, long number => number, _ => null } : null;
            if (seconds is <= 0 or > LongestTolerance)
            {
                return Diagnostic.Create(Rules.WebhookToleranceDisabled, tolerance.Value.Syntax.GetLocation(), check.TargetMethod.Name, seconds <= 0 ? "no tolerance, which switches the check of the time off" : $"a tolerance of {seconds} seconds");
            }
        }

        return null;
    }
}
