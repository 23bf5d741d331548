using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// PAY2001 to PAY2006 and PAY2010: card data and secrets, followed through each body that has a way out in it. What gets out is told by the rules of this folder, one file each.
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
            Rules.CardDataSentOn)
    {
    }

    /// <summary>A layer that logs need not be the one that talks to Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        context.RegisterOperationBlockStartAction(new LeakSearch(context.Compilation, context.Options, stripe).Start);
    }
}
