using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers;

namespace PaymentSafety.Benchmarks;

/// <summary>Every analyzer of the package, found as the compiler finds it.</summary>
internal static class ShippedAnalyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(Rules).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The folder that an analyzer stands in: Idempotency, Secrets, CardData.</summary>
    public static string FamilyOf(DiagnosticAnalyzer analyzer) => analyzer.GetType().Namespace!.Split('.')[^1];
}
