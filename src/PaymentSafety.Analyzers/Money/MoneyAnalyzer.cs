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
        context.RegisterOperationBlockAction(block =>
        {
            var body = new MoneyBody(subject);
            foreach (var operation in block.Operations())
            {
                Look(block, operation, body, stripe, models, project);
            }

            var reported = body.SendsAmounts ? block.OperationBlocks.Where(HasGraph).SelectMany(part => floatingPoint.Report(block, part)).ToArray() : [];
            foreach (var money in body.Candidates.Where(money => !reported.Any(place => place.Span.IntersectsWith(money.Location.SourceSpan))))
            {
                block.ReportDiagnostic(money);
            }
        });
    }

    private static void Look(OperationBlockAnalysisContext context, IOperation operation, MoneyBody body, StripeContext stripe, SourceModels models, ProjectFacts project)
    {
        switch (operation.Kind)
        {
            case OperationKind.SimpleAssignment:
                if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: { ConstantValue.HasValue: false } sent } assignment && StripeAmounts.IsSent(property))
                {
                    body.SendsAmounts = true;
                    AmountTruncated.Report(sent, Values(), context.ReportDiagnostic);
                    ZeroDecimalCurrency.Report(assignment, Values(), project, context.ReportDiagnostic);
                }

                break;
            case OperationKind.Conversion:
                body.SendsAmounts |= ((IConversionOperation)operation).Operand.Type.IsFloatingPoint() && (operation.Type.IsWhole() || operation.Type.IsDecimal()) && stripe.IsReferenced;
                break;
            case OperationKind.Binary or OperationKind.CompoundAssignment when operation.Type?.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_String):
                AmountLosesCents.Report(operation, Values(), body.IsMoney, context.ReportDiagnostic);
                body.Add(MoneyInFloatingPoint.Find(operation, body.IsMoney));
                break;
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                body.SendsAmounts |= call is { TargetMethod.ContainingType.Name: "Convert", Arguments.Length: > 0 } && call.Arguments[0].Value.Type.IsFloatingPoint() && stripe.IsReferenced;
                body.Add(MoneyInFloatingPoint.Find(operation, body.IsMoney));
                break;
        }

        ValueContext Values() => new(operation.SemanticModel!, models, context.CancellationToken);
    }

    private static bool HasGraph(IOperation block) =>
        block.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody;

    /// <summary>What was seen in a body.</summary>
    private sealed class MoneyBody(MoneySubject subject)
    {
        private List<Diagnostic>? _candidates;
        private bool? _isAboutMoney;

        public bool SendsAmounts { get; set; }

        public IEnumerable<Diagnostic> Candidates => _candidates ?? [];

        /// <summary>Whether a number with this name is money here. What the body is about is looked up once.</summary>
        public bool IsMoney(string name, SyntaxNode place) => MoneyNames.IsCertain(name) || (_isAboutMoney ??= subject.IsAbout(place));

        public void Add(Diagnostic? candidate)
        {
            if (candidate is not null)
            {
                (_candidates ??= []).Add(candidate);
            }
        }
    }
}
