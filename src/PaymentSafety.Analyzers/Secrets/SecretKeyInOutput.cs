using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>PAY3007: a Stripe secret in an answer, a page, a cookie or a header.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretKeyInOutput : PaymentAnalyzer
{
    public SecretKeyInOutput()
        : base(Rules.SecretKeyInOutput)
    {
    }

    /// <summary>Pages are C# that the Razor generator makes.</summary>
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var sinks = new OutputSinks(stripe);
        if (!sinks.Exist)
        {
            return;
        }

        var secrets = new SecretRead(stripe);
        var models = new SourceModels(context.Compilation);
        context.RegisterOperationAction(operation => Analyze(operation, sinks, secrets, models), OutputSinks.Kinds);
    }

    private static void Analyze(OperationAnalysisContext context, OutputSinks sinks, SecretRead secrets, SourceModels models)
    {
        if (context.Operation.SemanticModel is not { } model || sinks.Of(context.Operation, context.ContainingSymbol) is not { } output)
        {
            return;
        }

        var values = new ValueContext(model, models, context.CancellationToken);
        foreach (var value in output.Values)
        {
            foreach (var part in PartsOf.Value(value, values))
            {
                if (secrets.Of(part) is { } secret)
                {
                    var place = value.Syntax.Span.Contains(part.Syntax.Span) && value.Syntax.SyntaxTree == part.Syntax.SyntaxTree ? part : value;
                    context.ReportDiagnostic(Diagnostic.Create(Rules.SecretKeyInOutput, place.Syntax.GetLocation(), secret.Description, output.Destination));
                    return;
                }
            }
        }
    }
}
