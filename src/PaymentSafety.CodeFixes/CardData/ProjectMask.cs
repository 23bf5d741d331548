using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.CodeFixes.CardData;

/// <summary>A mask that the project has: a method that is called one, takes a text and returns a text, and can be called where the value is.</summary>
internal static class ProjectMask
{
    /// <summary>How the mask is called at a place, such as <c>CardMask.Hide</c>; null where there is none.</summary>
    public static string? Find(SemanticModel model, int position, CancellationToken cancellation)
    {
        var own = model.LookupSymbols(position).OfType<IMethodSymbol>().Where(method => method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction && IsMask(method));
        if (Best(own) is { } near)
        {
            return near.Name;
        }

        var elsewhere = model.Compilation.GetSymbolsWithName(Masks.IsMaskName, SymbolFilter.Member, cancellation)
            .OfType<IMethodSymbol>()
            .Where(method => method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && IsMask(method) && model.IsAccessible(position, method));
        return Best(elsewhere) is { } far ? far.ContainingType.ToMinimalDisplayString(model, position) + "." + far.Name : null;
    }

    /// <summary>One that says that it is for cards, before one for anything.</summary>
    private static IMethodSymbol? Best(IEnumerable<IMethodSymbol> masks) =>
        masks.OrderBy(method => Says(method.Name) || Says(method.ContainingType?.Name ?? string.Empty) ? 0 : 1).ThenBy(method => method.ToDisplayString(), StringComparer.Ordinal).FirstOrDefault();

    private static bool Says(string name) => name.Contains("Card") || name.Contains("Pan") || name.Contains("Number");

    private static bool IsMask(IMethodSymbol method) =>
        Masks.IsMaskName(method.Name)
        && !method.IsGenericMethod
        && method.ReturnType.SpecialType == SpecialType.System_String
        && method.Parameters.Length > 0
        && method.Parameters[0].Type.SpecialType == SpecialType.System_String
        && method.Parameters.Skip(1).All(parameter => parameter.IsOptional)
        && !IsForAnother(method.Name);

    /// <summary>A mask of addresses would show a number, or refuse it; what encrypts or makes tokens of it is no mask to look at.</summary>
    private static bool IsForAnother(string name) =>
        name.IndexOf("mail", StringComparison.OrdinalIgnoreCase) >= 0 || name.Contains("Phone") || name.Contains("Name") || name.Contains("Iban") || name.Contains("Token") || name.Contains("Crypt") || name.Contains("Protect") || name.Contains("Html");
}
