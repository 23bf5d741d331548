using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Core;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Makes the checks of the gate that need nothing but the app itself, and reports every problem at once.</summary>
internal sealed class ValidatePaymentSafetyOptions(StripeSettingsReader reader, IServiceProvider services) : IValidateOptions<PaymentSafetyOptions>
{
    public ValidateOptionsResult Validate(string? name, PaymentSafetyOptions options)
    {
        var mode = reader.ModeOf(options);
        var errors = StartProblems.Of(reader, options)
            .Concat(UnmaskedLog())
            .Where(problem => problem.Rule.SeverityIn(mode) == SettingSeverity.Error)
            .Select(problem => problem.ToString())
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>A log that was set up afterwards replaces the one that is masked, and nobody would see it before an incident.</summary>
    private IEnumerable<SettingProblem> UnmaskedLog()
    {
        if (services.GetService(typeof(ILoggerFactory)) is { } log and not MaskingLoggerFactory)
            yield return SettingRules.UnmaskedLog.At(null, ("factory", log.GetType().Name));
    }
}
