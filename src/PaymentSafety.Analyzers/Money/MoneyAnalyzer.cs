using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>
/// Looks at the arithmetic of a body and asks the rules of this folder, one file each. A body is followed through only where it sends an amount, or turns a
/// number in floating point into one that a helper may send.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MoneyAnalyzer : PaymentAnalyzer
{
    public MoneyAnalyzer()
        : base(Rules.FloatingPointMoney, Rules.ZeroDecimalCurrency, Rules.AmountTruncated, Rules.AmountLosesCents, Rules.MoneyInFloatingPoint)
    {
    }

    /// <summary>Prices are often computed in a layer that knows nothing of Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var models = new SourceModels(context.Compilation);
        var floatingPoint = new FloatingPointMoney(models);
        var subject = new MoneySubject();
        var project = new ProjectFacts(context.Compilation, context.Options);
        context.RegisterOperationAction(operation => Compute(operation, floatingPoint, subject, stripe, models), OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.Invocation);
        if (stripe.IsReferenced)
        {
            context.RegisterOperationAction(operation => Send(operation, floatingPoint, project, models), OperationKind.SimpleAssignment);
            context.RegisterSyntaxNodeAction(node => Convert(node, floatingPoint), SyntaxKind.CastExpression);
        }
    }

    private static void Compute(OperationAnalysisContext context, FloatingPointMoney floatingPoint, MoneySubject subject, StripeContext stripe, SourceModels models)
    {
        var operation = context.Operation;
        if (operation is IInvocationOperation call)
        {
            if (IsConversion(call) && stripe.IsReferenced)
            {
                floatingPoint.In(call, context.ReportDiagnostic, context.CancellationToken);
            }
        }
        else if (operation.Type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_String)
        {
            return;
        }
        else
        {
            AmountLosesCents.Report(operation, Values(context, models), subject, context.ReportDiagnostic);
        }

        // One mistake is told once, and by the rule that knows that it reaches Stripe.
        if (MoneyInFloatingPoint.Find(operation, subject) is { } money
            && !(stripe.IsReferenced && SendsAmounts(operation) && floatingPoint.In(operation, context.ReportDiagnostic, context.CancellationToken).Any(place => place.Span.IntersectsWith(money.Location.SourceSpan))))
        {
            context.ReportDiagnostic(money);
        }
    }

    private static void Send(OperationAnalysisContext context, FloatingPointMoney floatingPoint, ProjectFacts project, SourceModels models)
    {
        if (SentBy(context.Operation) is { } assignment)
        {
            floatingPoint.In(assignment, context.ReportDiagnostic, context.CancellationToken);
            AmountTruncated.Report(assignment.Value, Values(context, models), context.ReportDiagnostic);
            ZeroDecimalCurrency.Report(assignment, Values(context, models), project, context.ReportDiagnostic);
        }
    }

    /// <summary>A helper may send what is no longer in floating point.</summary>
    private static void Convert(SyntaxNodeAnalysisContext context, FloatingPointMoney floatingPoint)
    {
        if (((CastExpressionSyntax)context.Node).Type is not ArrayTypeSyntax && context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is { } cast && IsConversion(cast))
        {
            floatingPoint.In(cast, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    /// <summary>Whether the body is one that is followed.</summary>
    private static bool SendsAmounts(IOperation operation) => operation.Root().DescendantsAndSelf().Any(part => IsConversion(part) || SentBy(part) is not null);

    private static ISimpleAssignmentOperation? SentBy(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value.ConstantValue.HasValue: false } assignment && StripeAmounts.IsSent(property) ? assignment : null;

    /// <summary>A number leaves floating point: by a cast, or by a method of Convert.</summary>
    private static bool IsConversion(IOperation operation) => operation switch
    {
        IConversionOperation { Operand.Type: var from, Type: var to } => from.IsFloatingPoint() && (to.IsWhole() || to.IsDecimal()),
        IInvocationOperation { TargetMethod.ContainingType.Name: "Convert", Arguments: { Length: > 0 } arguments } => arguments[0].Value.Type.IsFloatingPoint(),
        _ => false,
    };

    private static ValueContext Values(OperationAnalysisContext context, SourceModels models) => new(context.Operation.SemanticModel!, models, context.CancellationToken);
}
