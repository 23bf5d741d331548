using Microsoft.CodeAnalysis;
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
    private static readonly OperationKind[] Arithmetic = [OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.Invocation];

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
        if (!stripe.IsNamed)
        {
            // Nothing is sent from here: each operation is looked at by itself.
            context.RegisterOperationAction(
                operation =>
                {
                    if (Compute(operation, subject, models) is { } money)
                    {
                        operation.ReportDiagnostic(money);
                    }
                },
                Arithmetic);
            return;
        }

        context.RegisterOperationBlockStartAction(start =>
        {
            var body = new MoneyBody();
            start.RegisterOperationAction(operation => body.Add(Compute(operation, subject, models)), Arithmetic);
            start.RegisterOperationAction(operation => Send(operation, body, project, models), OperationKind.SimpleAssignment, OperationKind.Conversion, OperationKind.Invocation);
            start.RegisterOperationBlockEndAction(end =>
            {
                // One mistake is told once, and by the rule that knows that it reaches Stripe.
                var reported = body.SendsAmounts ? end.OperationBlocks.SelectMany(block => floatingPoint.Report(end, block)).ToArray() : [];
                foreach (var money in body.Candidates.Where(money => !reported.Any(place => place.Span.IntersectsWith(money.Location.SourceSpan))))
                {
                    end.ReportDiagnostic(money);
                }
            });
        });
    }

    private static Diagnostic? Compute(OperationAnalysisContext context, MoneySubject subject, SourceModels models)
    {
        var operation = context.Operation;
        if (operation.Kind != OperationKind.Invocation)
        {
            if (operation.Type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_String)
            {
                return null;
            }

            AmountLosesCents.Report(operation, Values(context, models), subject, context.ReportDiagnostic);
        }

        return MoneyInFloatingPoint.Find(operation, subject);
    }

    private static void Send(OperationAnalysisContext context, MoneyBody body, ProjectFacts project, SourceModels models)
    {
        if (SentBy(context.Operation) is { } assignment)
        {
            body.SendsAmounts = true;
            AmountTruncated.Report(assignment.Value, Values(context, models), context.ReportDiagnostic);
            ZeroDecimalCurrency.Report(assignment, Values(context, models), project, context.ReportDiagnostic);
        }
        else if (IsConversion(context.Operation))
        {
            // A helper may send what is no longer in floating point.
            body.SendsAmounts = true;
        }
    }

    private static ISimpleAssignmentOperation? SentBy(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value.ConstantValue.HasValue: false } assignment && StripeAmounts.IsSent(property) ? assignment : null;

    /// <summary>A number leaves floating point: by a cast, or by a method of Convert.</summary>
    private static bool IsConversion(IOperation operation) => operation switch
    {
        IConversionOperation { IsImplicit: false, Operand.Type: var from, Type: var to } => from.IsFloatingPoint() && (to.IsWhole() || to.IsDecimal()),
        IInvocationOperation { TargetMethod.ContainingType.Name: "Convert", Arguments: { Length: > 0 } arguments } => arguments[0].Value.Type.IsFloatingPoint(),
        _ => false,
    };

    private static ValueContext Values(OperationAnalysisContext context, SourceModels models) => new(context.Operation.SemanticModel!, models, context.CancellationToken);

    /// <summary>What was seen in a body. Its operations are looked at side by side.</summary>
    private sealed class MoneyBody
    {
        private readonly object _gate = new();
        private List<Diagnostic>? _candidates;
        private volatile bool _sendsAmounts;

        public bool SendsAmounts
        {
            get => _sendsAmounts;
            set => _sendsAmounts |= value;
        }

        public IEnumerable<Diagnostic> Candidates => _candidates ?? [];

        public void Add(Diagnostic? candidate)
        {
            if (candidate is not null)
            {
                lock (_gate)
                {
                    (_candidates ??= new List<Diagnostic>()).Add(candidate);
                }
            }
        }
    }
}
