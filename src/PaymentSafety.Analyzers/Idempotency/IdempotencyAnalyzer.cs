using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Retries;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

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
        var bodies = new ConcurrentDictionary<IOperation, bool>();
        context.RegisterOperationAction(
            operation =>
            {
                if (IsPost(operation.Operation, stripe)
                    && operation.Operation.Root() is var body
                    && body.IsBody()
                    && bodies.TryAdd(body, true))
                {
                    AnalyzeBody(operation, body, stripe, helpers, repeats);
                }
            },
            OperationKind.Invocation,
            OperationKind.Invalid);
    }

    /// <summary>Which method is meant is asked only of a call that is written like one of Stripe.net's: half-typed code is full of calls that do not compile.</summary>
    private static bool IsPost(IOperation operation, StripeContext stripe) =>
        (operation is IInvocationOperation invocation ? invocation.TargetMethod
            : stripe.HasServiceMethod(MethodCall.NameOf(operation)) ? MethodCall.From(operation, model: null)?.Method
            : null) is { } method
        && StripeOperations.VerbOf(method, stripe) is StripeVerb.Post or StripeVerb.FromArgument;

    private static void AnalyzeBody(OperationAnalysisContext context, IOperation body, StripeContext stripe, HelperKeys helpers, RepeatFinder repeats)
    {
        var options = new IdempotencyOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(body.Syntax.SyntaxTree));
        var calls = new KeyFlow(stripe, helpers, options.TrustedFactories, context.CancellationToken)
            .Calls(context.GetControlFlowGraph(), context.ContainingSymbol as IMethodSymbol)
            .Where(call => NeedsKey(call) && !options.ExemptCalls.Matches(call.Method))
            .ToList();
        foreach (var call in calls)
        {
            var repeat = body.SemanticModel is { } model ? repeats.Find(call.Syntax, model, options.RetryMethods, context.CancellationToken) : null;
            _ = RetriedWithoutIdempotencyKey.Report(call, repeat, context.ReportDiagnostic)
                || MissingIdempotencyKey.Report(call, context.ReportDiagnostic)
                || IdempotencyKeyFreshPerCall.Report(call, context.ReportDiagnostic)
                || IdempotencyKeyNotUnique.Report(call, stripe, context.ReportDiagnostic);
            IdempotencyKeyHoldsPersonalData.Report(call, context.ReportDiagnostic);
            DeclineRetried.Report(call, repeat, context.ReportDiagnostic);
        }

        IdempotencyKeyShared.Report(calls, context.ReportDiagnostic);
    }

    /// <summary>Stripe's test helpers work in test mode only, a preview changes nothing, and a mock is asked nothing.</summary>
    private static bool NeedsKey(StripeCall call) =>
        !call.Method.IsInNamespace("Stripe", "TestHelpers")
        && StripeOperations.WithoutAsync(call.Method.Name) is not ("CreatePreview" or "Preview")
        && !call.IsMocked;
}
