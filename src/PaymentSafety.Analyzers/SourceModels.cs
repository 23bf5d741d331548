using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers;

/// <summary>Semantic models of trees other than the one that is analysed: each is made once for a compilation.</summary>
internal sealed class SourceModels
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public SourceModels(Compilation compilation) => _compilation = compilation;

    /// <summary>Null for a tree of another compilation, such as the source of a referenced project.</summary>
    public SemanticModel? Of(SyntaxTree tree) =>
        _compilation.ContainsSyntaxTree(tree)
#pragma warning disable RS1030 // The one place: a callee may stand in a tree that no action of its own is called for.
            ? _models.GetOrAdd(tree, key => _compilation.GetSemanticModel(key))
#pragma warning restore RS1030
            : null;
}
