namespace PaymentSafety.Analyzers.Options;

/// <summary>The assemblies that a test project references and a shipped one does not.</summary>
internal static class TestFrameworks
{
    public static bool IsTestFramework(string assembly) => assembly is
        "xunit.core" or "xunit.assert" or "xunit.v3.core" or "xunit.v3.assert"
        or "nunit.framework"
        or "Microsoft.VisualStudio.TestPlatform.TestFramework" or "MSTest.TestFramework"
        or "TUnit.Core";
}
