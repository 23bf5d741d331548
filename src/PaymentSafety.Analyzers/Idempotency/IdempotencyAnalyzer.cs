using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Retries;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>
/// Finds the calls that post to Stripe, works out once which keys each can carry, and asks the rules of this folder, one file each.
/// A body without such a call costs one symbol look-up per invocation.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdempotencyAnalyzer : PaymentAnalyzer
{
    public IdempotencyAnalyzer()
        : base(
            Rules.MissingIdempotencyKey,
            Rules.UpdateWithoutIdempotencyKey,
            Rules.IdempotencyKeyFreshPerCall,
            Rules.IdempotencyKeyNotUnique,
            Rules.IdempotencyKeyShared,
            Rules.IdempotencyKeyHoldsPersonalData,
            Rules.DeclineRetried,
            Rules.RetriedWithoutIdempotencyKey)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var models = new SourceModels(context.Compilation);
        var helpers = new HelperKeys(stripe, new DeclaredBodies(models));
        var repeats = new RepeatFinder(context.Compilation, models);
        context.RegisterOperationBlockStartAction(start =>
        {
            var posts = 0;
            start.RegisterOperationAction(
                operation =>
                {
                    // Which method is meant is asked only of a call that is written like one of Stripe.net's: half-typed code is full of calls that do not compile.
                    var method = operation.Operation is IInvocationOperation invocation ? invocation.TargetMethod
                        : stripe.HasServiceMethod(MethodCall.NameOf(operation.Operation)) ? MethodCall.From(operation.Operation, model: null)?.Method
                        : null;
                    if (method is not null && StripeOperations.VerbOf(method, stripe) is StripeVerb.Post or StripeVerb.FromArgument)
                    {
                        Interlocked.Increment(ref posts);
                    }
                },
                OperationKind.Invocation,
                OperationKind.Invalid);
            start.RegisterOperationBlockEndAction(end =>
            {
                if (posts > 0)
                {
                    AnalyzeBlocks(end, stripe, helpers, repeats);
                }
            });
        });
    }

    private static void AnalyzeBlocks(OperationBlockAnalysisContext context, StripeContext stripe, HelperKeys helpers, RepeatFinder repeats)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block.Kind is not (OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody))
            {
                continue;
            }

            var options = new IdempotencyOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(block.Syntax.SyntaxTree));
            var graph = context.GetControlFlowGraph(block);
            var calls = new KeyFlow(stripe, helpers, options.TrustedFactories, context.CancellationToken)
                .Calls(graph, context.OwningSymbol as IMethodSymbol)
                .Where(call => NeedsKey(call) && !options.ExemptCalls.Matches(call.Method))
                .ToList();
            foreach (var call in calls)
            {
                var repeat = block.SemanticModel is { } model ? repeats.Find(call.Syntax, model, options.RetryMethods, context.CancellationToken) : null;
                _ = RetriedWithoutIdempotencyKey.Report(call, repeat, context.ReportDiagnostic)
                    || MissingIdempotencyKey.Report(call, context.ReportDiagnostic)
                    || IdempotencyKeyFreshPerCall.Report(call, context.ReportDiagnostic)
                    || IdempotencyKeyNotUnique.Report(call, stripe, context.ReportDiagnostic);
                IdempotencyKeyHoldsPersonalData.Report(call, context.ReportDiagnostic);
                DeclineRetried.Report(call, repeat, context.ReportDiagnostic);
            }

            IdempotencyKeyShared.Report(calls, context.ReportDiagnostic);
        }
    }

    /// <summary>Stripe's test helpers work in test mode only, a preview changes nothing, and a mock is asked nothing.</summary>
    private static bool NeedsKey(StripeCall call) =>
        !call.Method.IsInNamespace("Stripe", "TestHelpers")
        && StripeOperations.WithoutAsync(call.Method.Name) is not ("CreatePreview" or "Preview")
        && !call.IsMocked;
}
