using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// PAY3005 for settings: a client that reads a secret has been given it, in a file that ships beside it. Keys that are written out
/// are found by <see cref="HardCodedCredentialAnalyzer"/>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretKeyInClient : PaymentAnalyzer
{
    public SecretKeyInClient()
        : base(Rules.SecretKeyInClient)
    {
    }

    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var project = new ProjectFacts(context.Compilation, context.Options);
        if (project.Client == ClientKind.None || project.IsTestProject)
        {
            return;
        }

        var secrets = new SecretRead(stripe);
        var clause = ClientProject.Audience(project.Client);
        context.RegisterOperationAction(
            operation =>
            {
                if (secrets.SettingOf(operation.Operation) is { } setting && SecretSettingName.KindOf(setting) != SecretParameterKind.None)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Rules.SecretKeyInClient, operation.Operation.Syntax.GetLocation(), $"A read of the setting '{SecretSettingName.Shown(setting)}'", "code", clause));
                }
            },
            OperationKind.PropertyReference,
            OperationKind.Invocation);
    }
}
