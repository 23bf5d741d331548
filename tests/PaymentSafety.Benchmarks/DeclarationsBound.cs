using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// Binds what a compiler binds before it compiles a body: references and declarations. In a build the analyzers share them with the compiler; where a compilation is analysed
/// by itself, the first rule that asks for a type would pay for all of them.
/// </summary>
#pragma warning disable RS1012, RS1036, RS1038, RS1041 // Of no package, and in no compiler: it is handed to the analysis of the benchmark.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DeclarationsBound : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("BENCH0001", "Declarations", "Never reported", "Benchmark", DiagnosticSeverity.Hidden, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start => start.Compilation.GetDeclarationDiagnostics(start.CancellationToken));
    }
}
