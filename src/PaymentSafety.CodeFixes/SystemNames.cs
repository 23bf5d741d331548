using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes;

/// <summary>Types of namespace System as C# text.</summary>
internal static class SystemNames
{
    /// <summary>The short name where that is what it means at the position, else the full one.</summary>
    public static string At(SemanticModel model, int position, string type)
    {
        var meanings = model.LookupNamespacesAndTypes(position, name: type);
        return meanings.Length == 1 && meanings[0] is INamedTypeSymbol found && found.IsInNamespace("System") ? type : "System." + type;
    }
}
