using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Stripe;

/// <summary>
/// Where code can name what Stripe.net declares: in a file that writes "Stripe", for a using, a name or a namespace, and everywhere once a using is global. In a solution all of whose
/// projects reference Stripe.net, most have no such file.
/// </summary>
internal sealed class StripeScope
{
    private readonly FileSigns _files = FileSigns.OfWords("Stripe");
    private readonly Lazy<bool> _isAnywhere;
    private readonly Lazy<bool> _isGlobal;

    public StripeScope(Compilation compilation)
    {
        _isAnywhere = new(() => compilation.SyntaxTrees.Any(_files.AreIn));
        // In a comment too: then more is looked at than need be.
        _isGlobal = new(() => compilation.SyntaxTrees.Any(tree => _files.AreIn(tree) && tree.GetText().ToString().Mentions("global using")));
    }

    /// <summary>Whether any file can.</summary>
    public bool IsAnywhere => _isAnywhere.Value;

    /// <summary>Whether the file can.</summary>
    public bool IsIn(SyntaxTree tree) => _files.AreIn(tree) || _isGlobal.Value;
}
