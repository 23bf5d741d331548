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

    /// <summary>Those of a family; all of them where none is named.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Of(string? family) => [.. All.Where(analyzer => family is null || FamilyOf(analyzer) == family)];

    public static string NoFamily(string? family) => $"No family '{family}': there are {string.Join(", ", All.Select(FamilyOf).Distinct())}.";

    /// <summary>The folder that an analyzer stands in: Idempotency, Secrets, CardData.</summary>
    public static string FamilyOf(DiagnosticAnalyzer analyzer) => analyzer.GetType().Namespace!.Split('.')[^1];
}
