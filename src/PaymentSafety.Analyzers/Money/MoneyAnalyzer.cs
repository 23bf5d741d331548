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
        context.RegisterOperationBlockStartAction(start =>
        {
            var body = new MoneyBody(subject);
            start.RegisterOperationAction(
                operation => Look(operation, body, stripe, models, project),
                OperationKind.Binary,
                OperationKind.CompoundAssignment,
                OperationKind.SimpleAssignment,
                OperationKind.Conversion,
                OperationKind.Invocation);
            start.RegisterOperationBlockEndAction(end =>
            {
                var reported = body.SendsAmounts ? end.OperationBlocks.Where(HasGraph).SelectMany(block => floatingPoint.Report(end, block)).ToArray() : [];
                foreach (var money in body.Candidates.Where(money => !reported.Any(place => place.Span.IntersectsWith(money.Location.SourceSpan))))
                {
                    end.ReportDiagnostic(money);
                }
            });
        });
    }

    private static void Look(OperationAnalysisContext context, MoneyBody body, StripeContext stripe, SourceModels models, ProjectFacts project)
    {
        var operation = context.Operation;
        var values = new ValueContext(operation.SemanticModel!, models, context.CancellationToken);
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: { ConstantValue.HasValue: false } sent }:
                if (StripeAmounts.IsSent(property))
                {
                    body.SendsAmounts = true;
                    AmountTruncated.Report(sent, values, context.ReportDiagnostic);
                    ZeroDecimalCurrency.Report((ISimpleAssignmentOperation)operation, values, project, context.ReportDiagnostic);
                }

                break;
            case IConversionOperation { Operand: var operand }:
                body.SendsAmounts |= stripe.IsReferenced && operand.Type.IsFloatingPoint() && (operation.Type.IsWhole() || operation.Type.IsDecimal());
                break;
            case IBinaryOperation or ICompoundAssignmentOperation:
                AmountLosesCents.Report(operation, values, body.IsMoney, context.ReportDiagnostic);
                body.Add(MoneyInFloatingPoint.Find(operation, body.IsMoney));
                break;
            case IInvocationOperation { TargetMethod: var method } call:
                body.SendsAmounts |= stripe.IsReferenced && method.ContainingType.Name is "Convert" && call.Arguments.Length > 0 && call.Arguments[0].Value.Type.IsFloatingPoint();
                body.Add(MoneyInFloatingPoint.Find(operation, body.IsMoney));
                break;
        }
    }

    private static bool HasGraph(IOperation block) =>
        block.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody;

    /// <summary>What was seen in a body. Its operations are looked at side by side.</summary>
    private sealed class MoneyBody(MoneySubject subject)
    {
        private readonly object _gate = new();
        private List<Diagnostic>? _candidates;
        private bool? _isAboutMoney;
        private volatile bool _sendsAmounts;

        public bool SendsAmounts
        {
            get => _sendsAmounts;
            set => _sendsAmounts |= value;
        }

        public IEnumerable<Diagnostic> Candidates => _candidates ?? [];

        /// <summary>Whether a number with this name is money here. What the body is about is looked up once.</summary>
        public bool IsMoney(string name, SyntaxNode place)
        {
            if (MoneyNames.IsCertain(name))
            {
                return true;
            }

            lock (_gate)
            {
                return _isAboutMoney ??= subject.IsAbout(place);
            }
        }

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
