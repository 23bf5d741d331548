using Microsoft.Extensions.Options;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Makes the checks of the gate that need nothing but the app itself, and reports every problem at once.</summary>
internal sealed class ValidatePaymentSafetyOptions(StripeSettingsReader reader) : IValidateOptions<PaymentSafetyOptions>
{
    public ValidateOptionsResult Validate(string? name, PaymentSafetyOptions options)
    {
        var mode = reader.ModeOf(options);
        var errors = StartProblems.Of(reader, options)
            .Where(problem => problem.Rule.SeverityIn(mode) == SettingSeverity.Error)
            .Select(problem => problem.ToString())
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
