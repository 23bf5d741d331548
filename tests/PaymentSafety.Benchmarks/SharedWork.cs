using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// Does what is done in a build whatever rules there are: references and declarations are bound, which the analyzers share with the compiler, and the operations of each body are
/// made, for which the analyzers of the SDK ask. Where rules are analysed by themselves, the first one would pay for all of it.
/// </summary>
#pragma warning disable RS1012, RS1036, RS1038, RS1041 // Of no package, and in no compiler: it is handed to the analysis of the benchmark.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SharedWork : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("BENCH0001", "Declarations", "Never reported", "Benchmark", DiagnosticSeverity.Hidden, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            _ = start.Compilation.GetDeclarationDiagnostics(start.CancellationToken);
            start.RegisterOperationBlockAction(body => _ = body.OperationBlocks.Sum(block => block.DescendantsAndSelf().Count()));
        });
    }
}
