using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.VerificationTests;

/// <summary>Underlines each local whose name starts with "bad", with its method as additional location. The ones below each do something else as well.</summary>
public class BadLocalAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new(
        "TST0001", "Bad local", "Local '{0}' of '{1}' is bad", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.VariableDeclarator);
    }

    protected virtual void Report(SyntaxNodeAnalysisContext context, SyntaxToken local, SyntaxToken method) =>
        context.ReportDiagnostic(Diagnostic.Create(SupportedDiagnostics[0], local.GetLocation(), [method.GetLocation()], local.Text, method.Text));

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        var local = ((VariableDeclaratorSyntax)context.Node).Identifier;
        if (local.Text.StartsWith("bad", StringComparison.Ordinal)
            && context.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier: var method })
        {
            Report(context, local, method);
        }
    }
}

/// <summary>Reports in generated code too.</summary>
public sealed class GeneratedCodeToo : BadLocalAnalyzer
{
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;
}

/// <summary>Reports by path and place, where Roslyn does not see that the place is generated or under a pragma.</summary>
public class GeneratedCodeByStealth : BadLocalAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken local, SyntaxToken method)
    {
        var place = local.GetLocation().GetLineSpan();
        context.ReportDiagnostic(Diagnostic.Create(Rule, Location.Create(place.Path, local.Span, place.Span), local.Text, method.Text));
    }

    // It must be called for generated code to report there; whether it says so is what the ones below differ in.
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze;
}

public sealed class DeafToPragmas : GeneratedCodeByStealth
{
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;
}

/// <summary>Opts in to generated code, and sees nothing below the comment that marks it.</summary>
public sealed class OnlyInFirstLine : BadLocalAnalyzer
{
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken local, SyntaxToken method)
    {
        if (local.GetLocation().GetLineSpan().StartLinePosition.Line == 0)
        {
            base.Report(context, local, method);
        }
    }
}

/// <summary>Gives one argument to a message that has two.</summary>
public sealed class TooFewArguments : BadLocalAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken local, SyntaxToken method) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, local.GetLocation(), local.Text));
}

public sealed class Crashing : BadLocalAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken local, SyntaxToken method) =>
        throw new InvalidOperationException("tripped over " + local.Text);
}

/// <summary>One diagnostic for the compilation, without a location.</summary>
public sealed class WithoutLocation : BadLocalAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken local, SyntaxToken method) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, local.Text, method.Text));
}

public sealed class OffByDefault : BadLocalAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        new("TST0002", "Bad local", "Local '{0}' of '{1}' is bad", "Test", DiagnosticSeverity.Info, isEnabledByDefault: false),
    ];
}

/// <summary>No pragma and no configuration silences it.</summary>
public sealed class NotConfigurable : BadLocalAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        new("TST0003", "Bad local", "Local '{0}' of '{1}' is bad", "Test", DiagnosticSeverity.Error, true, customTags: WellKnownDiagnosticTags.NotConfigurable),
    ];
}

/// <summary>Reports the word BAD in additional files, unless .editorconfig allows it.</summary>
public sealed class BadFileAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new(
        "TST0004", "Bad file", "{0} is bad", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        var text = file.GetText(context.CancellationToken)!;
        var start = text.ToString().IndexOf("BAD", StringComparison.Ordinal);
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(file);
        if (start >= 0 && !(options.TryGetValue("test.allow_bad", out var allow) && allow == "true"))
        {
            var span = new Microsoft.CodeAnalysis.Text.TextSpan(start, 3);
            context.ReportDiagnostic(Diagnostic.Create(Rule, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)), Path.GetFileName(file.Path)));
        }
    }
}

/// <summary>Thinks that an initializer has a value.</summary>
public sealed class CrashesOnHalfASource : BadLocalAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        base.Initialize(context);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                if (((EqualsValueClauseSyntax)node.Node).Value.IsMissing)
                {
                    throw new InvalidOperationException("half");
                }
            },
            SyntaxKind.EqualsValueClause);
    }
}
