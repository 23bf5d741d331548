using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>The compiler that this suite runs on: the oldest that the analyzers load in, or one of today.</summary>
internal static class TestCompiler
{
    /// <summary>Whether it reads the language that tests are written in. On it, a source that does not parse is a mistake in the test.</summary>
    public static bool IsCurrent { get; } = typeof(CSharpCompilation).Assembly.GetName().Version >= new Version(4, 14);

    /// <summary>
    /// Whether a source is in a language that came after this compiler. What analyzers should say about it is asked of the current
    /// one; here it is code that cannot be understood, and must not crash them.
    /// </summary>
    public static bool IsTooOldFor(SolutionState state, CSharpParseOptions options) =>
        !IsCurrent
        && state.Projects.SelectMany(project => project.Sources)
            .Any(source => CSharpSyntaxTree.ParseText(source.Content, options).GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
