using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers;

/// <summary>
/// What every rule inherits: concurrent execution, one <see cref="StripeContext"/> a compilation, and nothing registered
/// where the rule has nothing to look at.
/// </summary>
public abstract class PaymentAnalyzer : DiagnosticAnalyzer
{
    protected PaymentAnalyzer(params DiagnosticDescriptor[] rules) => SupportedDiagnostics = ImmutableArray.Create(rules);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>Generated code is not the user's to mend, so most rules leave it alone; a leaked credential counts wherever it stands.</summary>
    protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterCompilationStartAction(start =>
        {
            var stripe = new StripeContext(start.Compilation);
            if (ShouldAnalyze(stripe))
            {
                AnalyzeCompilation(start, stripe);
            }
        });
    }

    /// <summary>False where the compilation cannot hold a finding: by default, where Stripe.net is not referenced.</summary>
    protected virtual bool ShouldAnalyze(StripeContext stripe) => stripe.IsReferenced;

    protected abstract void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe);
}
