using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// PAY3006: a price id in a string. Generated code is left out, because the constants that are generated from the price map stand
/// there; so are test projects, whose prices are made up.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HardCodedPriceId : PaymentAnalyzer
{
    public HardCodedPriceId()
        : base(Rules.HardCodedPriceId)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        context.RegisterSyntaxNodeAction(
            Analyze, SyntaxKind.StringLiteralExpression, SyntaxKind.Utf8StringLiteralExpression, SyntaxKind.InterpolatedStringText);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var token = context.Node.GetFirstToken();
        var position = 0;
        while (PriceId.TryFindNext(token.Text.AsSpan(), ref position, out var start, out var length))
        {
            var span = new TextSpan(token.SpanStart + start, length);
            context.ReportDiagnostic(Diagnostic.Create(Rules.HardCodedPriceId, Location.Create(context.Node.SyntaxTree, span)));
        }
    }
}
