using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>Methods of a compilation that hand one page of Stripe's on, by what they declare to return: <c>Task&lt;StripeList&lt;Charge&gt;&gt; LoadCharges()</c>.</summary>
internal static class PageWrappers
{
    public static IReadOnlyCollection<string> NamesIn(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetText().ToString() is var text && (text.Mentions("StripeList") || text.Mentions("StripeSearchResult")))
            {
                names.UnionWith(tree.GetRoot().DescendantNodes().Select(NameOfPage).OfType<string>());
            }
        }

        return names;
    }

    private static string? NameOfPage(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method when IsPage(method.ReturnType) => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function when IsPage(function.ReturnType) => function.Identifier.ValueText,
        _ => null,
    };

    private static bool IsPage(TypeSyntax type) => type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText is "StripeList" or "StripeSearchResult");
}
