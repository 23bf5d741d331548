using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.CodeFixes.Idempotency;

namespace PaymentSafety.Analyzers.Tests.Shipped;

/// <summary>Everything that the package reports and mends, found as the compiler finds it.</summary>
internal static class ShippedRules
{
    /// <summary>The rules of the one table, with the names of their fields, in the order of their ids.</summary>
    public static IReadOnlyList<(string Name, DiagnosticDescriptor Descriptor)> All { get; } =
    [
        .. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (field.Name, (DiagnosticDescriptor)field.GetValue(null)!))
            .OrderBy(rule => rule.Item2.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. All.Select(rule => rule.Descriptor.Id)];

    public static DiagnosticDescriptor Find(string id) => All.Single(rule => rule.Descriptor.Id == id).Descriptor;

    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } = Instances<DiagnosticAnalyzer>(typeof(Rules).Assembly);

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(typeof(MissingIdempotencyKeyFixer).Assembly);

    public static IReadOnlyList<DiagnosticAnalyzer> AnalyzersOf(string id) =>
        [.. Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id))];

    public static bool HasFix(string id) => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    private static IReadOnlyList<T> Instances<T>(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(T)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!),
    ];
}
