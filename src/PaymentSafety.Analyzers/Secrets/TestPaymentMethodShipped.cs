using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>PAY3009: data that is for tests (pm_card_visa, tok_visa, a published card, example.com) in calls that ship.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TestPaymentMethodShipped : PaymentAnalyzer
{
    public TestPaymentMethodShipped()
        : base(Rules.TestPaymentMethodShipped)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (!new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            var models = new SourceModels(context.Compilation);
            context.RegisterOperationAction(operation => Analyze(operation, models), OperationKind.SimpleAssignment, OperationKind.Argument);
        }
    }

    private static void Analyze(OperationAnalysisContext context, SourceModels models)
    {
        if (GivenToStripe(context.Operation) is not { } given || context.Operation.SemanticModel is not { } model)
        {
            return;
        }

        foreach (var value in PartsOf.Value(given.Value, new ValueContext(model, models, context.CancellationToken)))
        {
            if (value.ConstantValue is { HasValue: true, Value: string text } && StripeTestData.Describe(text, given.Member) is { } description)
            {
                var place = given.Value.Syntax.Span.Contains(value.Syntax.Span) && given.Value.Syntax.SyntaxTree == value.Syntax.SyntaxTree ? value : given.Value;
                context.ReportDiagnostic(Diagnostic.Create(Rules.TestPaymentMethodShipped, place.Syntax.GetLocation(), description, given.Member));
                return;
            }
        }
    }

    private static (IOperation Value, string Member)? GivenToStripe(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
            when IsStripe(property.ContainingType) && property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal) => (assignment.Value, property.Name),
        IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method, Type.SpecialType: SpecialType.System_String } } argument
            when IsStripe(method.ContainingType) => (argument.Value, method.Name),
        _ => null,
    };

    /// <summary>Stripe.net, but for the helpers that only test mode has.</summary>
    private static bool IsStripe(INamedTypeSymbol type) =>
        type.ContainingAssembly?.Name == "Stripe.net" && type.IsInNamespace("Stripe") && !type.IsInNamespace("Stripe", "TestHelpers");
}
