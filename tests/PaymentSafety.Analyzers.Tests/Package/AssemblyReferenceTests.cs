using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PaymentSafety.Analyzers.Tests.Package;

/// <summary>
/// The analyzers load on the oldest compiler that the package supports: they reference nothing that it does not bring.
/// An assembly that is not in the table is a dependency that nobody decided on.
/// </summary>
public class AssemblyReferenceTests
{
    /// <summary>What Roslyn 4.5 brings beside itself.</summary>
    private static readonly Dictionary<string, Version> Floor = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 5, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 5, 0, 0),
        ["System.Collections.Immutable"] = new(6, 0, 0, 0),
        ["System.Reflection.Metadata"] = new(6, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Buffers"] = new(4, 0, 3, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    /// <summary>Only editors have these; the command-line compiler does not, so the analyzers must do without.</summary>
    private static readonly Dictionary<string, Version> EditorFloor = new(Floor)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 5, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 5, 0, 0),
    };

    private static readonly Dictionary<string, Version> NoCompiler =
        Floor.Where(entry => !entry.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)).ToDictionary();

    [Fact]
    public void Core_needs_neither_compiler_nor_package() => VerifyReferences("PaymentSafety.Core", NoCompiler, own: []);

    [Fact]
    public void Analyzers_need_the_oldest_compiler_and_no_workspace() => VerifyReferences("PaymentSafety.Analyzers", Floor, own: ["PaymentSafety.Core"]);

    [Fact]
    public void Fixes_need_the_oldest_workspace_and_no_composition() =>
        VerifyReferences("PaymentSafety.CodeFixes", EditorFloor, own: ["PaymentSafety.Core", "PaymentSafety.Analyzers"]);

    private static void VerifyReferences(string assembly, Dictionary<string, Version> floor, string[] own) =>
        Assert.Empty(
            from reference in References(assembly)
            where !own.Contains(reference.Name) && !(floor.TryGetValue(reference.Name, out var highest) && reference.Version <= highest)
            select $"{assembly} references {reference.Name} {reference.Version}");

    private static IEnumerable<(string Name, Version Version)> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))];
    }
}
