using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers;

/// <summary>The types that a compilation declares, and those inside of them, but for enumerations and delegates. Listed once, when they are first asked for.</summary>
internal sealed class DeclaredTypes
{
    private readonly Lazy<INamedTypeSymbol[]> _all;

    public DeclaredTypes(Compilation compilation) => _all = new(() => [.. In(compilation.SourceModule.GlobalNamespace)]);

    public IReadOnlyList<INamedTypeSymbol> All => _all.Value;

    private static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol container)
    {
        var types = container.GetTypeMembers().Where(type => type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate)).SelectMany(type => In(type).Prepend(type));
        return container is INamespaceSymbol space ? types.Concat(space.GetNamespaceMembers().SelectMany(In)) : types;
    }
}
