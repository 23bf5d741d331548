using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// PAY2001 to PAY2006, PAY2010 and PAY2011: card data and secrets, followed through each body that has a way out in it. What gets out is told by the rules of this folder, one file each.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CardDataAnalyzer : PaymentAnalyzer
{
    public CardDataAnalyzer()
        : base(
            Rules.CardNumberLogged,
            Rules.CardVerificationCodeLogged,
            Rules.StripeObjectLogged,
            Rules.SecretLogged,
            Rules.CardDataInException,
            Rules.CardDataWrittenToDisk,
            Rules.CardDataSentOn,
            Rules.CardDataSettingInvalid)
    {
    }

    /// <summary>A layer that logs need not be the one that talks to Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var options = CardDataOptions.Read(context.Compilation, context.Options);
        context.RegisterOperationBlockAction(new LeakSearch(new CardDataPolicy(stripe, options), stripe, new ProjectFacts(context.Compilation, context.Options)).Analyze);
        if (options.Invalid.Count > 0)
        {
            context.RegisterCompilationEndAction(end => CardDataSettingInvalid.Report(end, options.Invalid));
        }
    }
}
