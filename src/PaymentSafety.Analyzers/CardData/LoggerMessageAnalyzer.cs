using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2001 to PAY2004 for the parameters of a [LoggerMessage] method: its body is generated, and its declaration says what will be logged.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoggerMessageAnalyzer : PaymentAnalyzer
{
    public LoggerMessageAnalyzer()
        : base(Rules.CardNumberLogged, Rules.CardVerificationCodeLogged, Rules.StripeObjectLogged, Rules.SecretLogged)
    {
    }

    /// <summary>The generator marks the body that it writes, and to the compiler the mark is on the declaration as well.</summary>
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    protected override bool ShouldAnalyze(StripeContext stripe) =>
        stripe.Compilation.SyntaxTrees.Any(tree => tree.GetText().ToString().Mentions("LoggerMessage")) && stripe.Find("Microsoft.Extensions.Logging.LoggerMessageAttribute") is not null;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var policy = new CardDataPolicy(stripe, CardDataOptions.Read(context.Compilation, context.Options));
        var project = new ProjectFacts(context.Compilation, context.Options);
        context.RegisterSyntaxNodeAction(node => Analyze(node, policy, project), SyntaxKind.MethodDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, CardDataPolicy policy, ProjectFacts project)
    {
        if (context.Node is not MethodDeclarationSyntax { AttributeLists.Count: > 0, Body: null, ExpressionBody: null } declaration
            || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { IsPartialDefinition: true } method
            || !LoggerMessages.IsLoggerMessage(method))
        {
            return;
        }

        foreach (var parameter in method.Parameters.Where(parameter => !parameter.DeclaringSyntaxReferences.IsEmpty))
        {
            if (policy.ShownByDeclaration(parameter) is { } shown)
            {
                var place = parameter.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken);
                if (LeakRules.Report(new Leak(shown, LoggerMessages.UseOf(parameter), place, place, Inner: null, project)) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }
}
