using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// An analyzer whose actions on whole bodies are timed: what it registers is handed on with a clock around it. A clock around the driver would measure the driver, which binds the body,
/// and its cache, which does not analyse it again.
/// </summary>
#pragma warning disable RS1012, RS1036, RS1038, RS1041 // Of no package, and in no compiler: it is handed to the analysis of the benchmark.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BodyClock(DiagnosticAnalyzer analyzer) : DiagnosticAnalyzer
{
    private readonly ConcurrentDictionary<string, double> _seconds = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => analyzer.SupportedDiagnostics;

    /// <summary>Seconds by body: what is first asked for of a compilation counts where it is asked for.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

#pragma warning disable RS1025, RS1026 // The analyzer inside asks for both.
    public override void Initialize(AnalysisContext context) => analyzer.Initialize(new Start(this, context));
#pragma warning restore RS1025, RS1026

    private Action<OperationBlockAnalysisContext> Timed(Action<OperationBlockAnalysisContext> action) => body =>
    {
        var started = Stopwatch.GetTimestamp();
        action(body);
        var taken = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var lines = body.OperationBlocks[0].Syntax.GetLocation().GetLineSpan();
        var name = $"{Path.GetFileName(lines.Path)}({lines.StartLinePosition.Line + 1}-{lines.EndLinePosition.Line + 1}): {body.OwningSymbol.ContainingType?.Name}.{body.OwningSymbol.Name}";
        _seconds.AddOrUpdate(name, taken, (_, before) => before + taken);
    };

    private sealed class Start(BodyClock clock, AnalysisContext context) : AnalysisContext
    {
        public override void EnableConcurrentExecution() => context.EnableConcurrentExecution();

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => context.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            context.RegisterCompilationStartAction(start => action(new OfCompilation(clock, start)));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => context.RegisterCompilationAction(action);

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => context.RegisterSemanticModelAction(action);

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => context.RegisterSymbolAction(action, symbolKinds);

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => context.RegisterCodeBlockStartAction(action);

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => context.RegisterCodeBlockAction(action);

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => context.RegisterSyntaxTreeAction(action);

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => context.RegisterSyntaxNodeAction(action, syntaxKinds);
    }

    private sealed class OfCompilation(BodyClock clock, CompilationStartAnalysisContext context) : CompilationStartAnalysisContext(context.Compilation, context.Options, context.CancellationToken)
    {
        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
            context.RegisterOperationBlockAction(clock.Timed(action));

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) => context.RegisterOperationAction(action, operationKinds);

        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => context.RegisterCompilationEndAction(action);

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => context.RegisterSemanticModelAction(action);

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => context.RegisterSymbolAction(action, symbolKinds);

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => context.RegisterCodeBlockStartAction(action);

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => context.RegisterCodeBlockAction(action);

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => context.RegisterSyntaxTreeAction(action);

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => context.RegisterAdditionalFileAction(action);

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => context.RegisterSyntaxNodeAction(action, syntaxKinds);
    }
}
