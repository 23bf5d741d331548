using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers;

/// <summary>Tells a project of tests by the framework it references.</summary>
internal static class TestProjects
{
    private static readonly HashSet<string> Frameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "xunit.assert", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    };

    public static bool IsTest(Compilation compilation) => compilation.ReferencedAssemblyNames.Any(name => Frameworks.Contains(name.Name));
}
