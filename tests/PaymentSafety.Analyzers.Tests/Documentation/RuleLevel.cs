using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>The words of the documentation for how loud a rule is; each is also a severity of .editorconfig, but for "off".</summary>
internal static class RuleLevel
{
    public const string Off = "off";

    public static string Of(DiagnosticDescriptor rule) => rule switch
    {
        { IsEnabledByDefault: false } => Off,
        { DefaultSeverity: DiagnosticSeverity.Error } => "error",
        { DefaultSeverity: DiagnosticSeverity.Warning } => "warning",
        { DefaultSeverity: DiagnosticSeverity.Info } => "suggestion",
        _ => throw new InvalidOperationException($"{rule.Id} is {rule.DefaultSeverity}: a rule that nobody sees has no level."),
    };
}
