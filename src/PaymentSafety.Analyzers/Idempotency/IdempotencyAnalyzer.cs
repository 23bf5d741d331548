using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
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
        : base(Rules.MissingIdempotencyKey)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var helpers = new HelperKeys(stripe);
        context.RegisterOperationBlockStartAction(start =>
        {
            var posts = 0;
            start.RegisterOperationAction(
                operation =>
                {
                    if (StripeOperations.VerbOf(((IInvocationOperation)operation.Operation).TargetMethod, stripe) is StripeVerb.Post or StripeVerb.FromArgument)
                    {
                        Interlocked.Increment(ref posts);
                    }
                },
                OperationKind.Invocation);
            start.RegisterOperationBlockEndAction(end =>
            {
                if (posts > 0)
                {
                    AnalyzeBlocks(end, stripe, helpers);
                }
            });
        });
    }

    private static void AnalyzeBlocks(OperationBlockAnalysisContext context, StripeContext stripe, HelperKeys helpers)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block.Kind is not (OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody))
            {
                continue;
            }

            var graph = context.GetControlFlowGraph(block);
            foreach (var call in new KeyFlow(stripe, helpers, context.CancellationToken).Calls(graph, context.OwningSymbol as IMethodSymbol))
            {
                MissingIdempotencyKey.Report(call, context.ReportDiagnostic);
            }
        }
    }
}
