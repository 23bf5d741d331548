using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Short forms of <see cref="CSharpAnalyzerTest{TAnalyzer}"/>.</summary>
public static class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The only rule of the analyzer.</summary>
    public static DiagnosticResult Diagnostic() => Diagnostic(Only(Supported));

    /// <summary>A rule of the analyzer by id.</summary>
    public static DiagnosticResult Diagnostic(string id) => Diagnostic(Only([.. Supported.Where(descriptor => descriptor.Id == id)]));

    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor);

    public static async Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }

    private static DiagnosticDescriptor[] Supported => [.. new TAnalyzer().SupportedDiagnostics];

    private static DiagnosticDescriptor Only(DiagnosticDescriptor[] candidates) =>
        candidates is [var only]
            ? only
            : throw new VerificationException(
                $"{typeof(TAnalyzer).Name} has {candidates.Length} such rules; it supports {string.Join(", ", Supported.Select(descriptor => descriptor.Id))}.");

    public sealed class Test : CSharpAnalyzerTest<TAnalyzer>;
}
