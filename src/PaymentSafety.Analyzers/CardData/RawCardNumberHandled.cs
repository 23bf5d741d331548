using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2009: the server fills a card of Stripe's with a raw number, and so is in PCI scope as a whole.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawCardNumberHandled : PaymentAnalyzer
{
    public RawCardNumberHandled()
        : base(Rules.RawCardNumberHandled)
    {
    }

    protected override bool ShouldAnalyze(StripeContext stripe) => stripe.IsNamed;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (!new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            context.RegisterOperationAction(Analyze, OperationKind.SimpleAssignment);
        }
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment is { Target: IPropertyReferenceOperation { Property: var property }, Value.ConstantValue: not { HasValue: true, Value: null } }
            && StripeOperations.IsStripeNet(property)
            && !property.IsInNamespace("Stripe", "TestHelpers")
            && property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal)
            && StripeSecrets.KindOf(property) == DataKind.CardNumber)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.RawCardNumberHandled, assignment.Value.Syntax.GetLocation(), $"{property.ContainingType.Name}.{property.Name}"));
        }
    }
}
