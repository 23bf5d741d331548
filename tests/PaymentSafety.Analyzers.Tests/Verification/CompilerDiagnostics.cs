namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>From which severity on the compiler's own diagnostics are compared. One that a test expects always is.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
}
