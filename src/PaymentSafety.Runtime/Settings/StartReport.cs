using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Says once, when the app starts, in which mode it is and what is risky about its settings.</summary>
internal sealed partial class StartReport(IOptions<PaymentSafetyOptions> options, StripeSettingsReader reader, ILogger<StartReport> logger) : IHostedService
{
    // The generator of the oldest logging package looks for a field.
    private readonly ILogger _logger = logger;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var mode = reader.ModeOf(options.Value);
        LogMode(mode.Word(), reader.EnvironmentName);
        foreach (var problem in StartProblems.Of(reader, options.Value))
        {
            if (problem.Rule.SeverityIn(mode) == SettingSeverity.Warning) LogWarning(problem.Rule.Id, problem.Message, problem.Fix);
            else if (problem.Rule.SeverityIn(mode) == SettingSeverity.Message) LogNote(problem.Rule.Id, problem.Message, problem.Fix);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "PaymentSafety: {Mode} mode (environment {Environment}).")]
    private partial void LogMode(string mode, string environment);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "{Id} {Problem} {Fix}")]
    private partial void LogWarning(string id, string problem, string fix);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Id} {Problem} {Fix}")]
    private partial void LogNote(string id, string problem, string fix);
}
