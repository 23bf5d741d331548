using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers;

internal static class SymbolExtensions
{
    /// <summary>
    /// The one definition of a type that this compilation can use: its own first, then a public one of a reference, then
    /// one that it is a friend of. <c>GetTypeByMetadataName</c> gives null when two references define the type, which happens
    /// with polyfills and type forwards, and would switch a rule off without a word.
    /// </summary>
    public static INamedTypeSymbol? FindBestType(this Compilation compilation, string metadataName)
    {
        INamedTypeSymbol? best = null;
        foreach (var candidate in compilation.GetTypesByMetadataName(metadataName))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.ContainingAssembly, compilation.Assembly))
            {
                return candidate;
            }

            if (compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly)
                && (best is null || (best.DeclaredAccessibility != Accessibility.Public && candidate.DeclaredAccessibility == Accessibility.Public)))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>What a task results in; any other type is itself.</summary>
    public static ITypeSymbol Awaited(this ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } results } ? results[0] : type;

    public static bool IsOrInheritsFrom(this ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
            {
                return true;
            }
        }

        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => constraint.IsOrInheritsFrom(ancestor));
    }

    /// <summary>System.Exception or a type derived from it.</summary>
    public static bool IsException(this ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the type lives in the namespace that stands by itself, or in one below it.</summary>
    public static bool IsInNamespace(this ISymbol symbol, string outermost) => symbol.OutermostNamespace() == outermost;

    /// <summary>The namespace that stands by itself, in which the type lives or in one below it; empty for the global one.</summary>
    public static string OutermostNamespace(this ISymbol symbol)
    {
        var name = string.Empty;
        for (var ns = symbol.ContainingNamespace; ns is { IsGlobalNamespace: false }; ns = ns.ContainingNamespace)
        {
            name = ns.Name;
        }

        return name;
    }

    /// <summary>Whether the type lives in the namespace given by its parts, outermost first, or in one below it.</summary>
    public static bool IsInNamespace(this ISymbol symbol, params string[] parts)
    {
        var depth = 0;
        for (var ns = symbol.ContainingNamespace; ns is { IsGlobalNamespace: false }; ns = ns.ContainingNamespace)
        {
            depth++;
        }

        var current = symbol.ContainingNamespace;
        for (; depth > parts.Length; depth--)
        {
            current = current.ContainingNamespace;
        }

        if (depth < parts.Length)
        {
            return false;
        }

        for (var i = parts.Length - 1; i >= 0; i--, current = current.ContainingNamespace)
        {
            if (current.Name != parts[i])
            {
                return false;
            }
        }

        return true;
    }
}
