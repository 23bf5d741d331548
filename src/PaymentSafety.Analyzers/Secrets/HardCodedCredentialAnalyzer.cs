using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// PAY3001 to PAY3004 by what a value looks like, and PAY3005 where it ships to users: in sources as text (strings of every kind,
/// comments, code under other conditions), in constants that are put together, and in the files that the build hands over.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HardCodedCredentialAnalyzer : PaymentAnalyzer
{
    public HardCodedCredentialAnalyzer()
        : base(Rules.HardCodedLiveKey, Rules.HardCodedTestKey, Rules.HardCodedWebhookSecret, Rules.HardCodedPublishableKey, Rules.SecretKeyInClient)
    {
    }

    /// <summary>A leaked key counts wherever it stands.</summary>
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    /// <summary>Also where Stripe.net is not referenced: the key of a project next door is as public here.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var project = new ProjectFacts(context.Compilation, context.Options);
        var report = new CredentialReport(project);
        var files = new ScannedFiles(context.Options, project, report);
        var models = new SourceModels(context.Compilation);
        var sinks = new CredentialSinks(report, models);
        context.RegisterSemanticModelAction(new SourceScan(sinks, report, files).Analyze);
        context.RegisterSyntaxNodeAction(new PutTogether(sinks, report, models).Analyze, PutTogether.Kinds);
        if (stripe.IsReferenced)
        {
            context.RegisterOperationAction(sinks.Analyze, CredentialSinks.Kinds);
        }

        if (project.ScansFiles)
        {
            context.RegisterAdditionalFileAction(files.Analyze);
        }
    }
}
