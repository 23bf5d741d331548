using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Values;

/// <summary>What is needed to ask where a value comes from: the model at hand, and the ones of other files.</summary>
internal readonly struct ValueContext
{
    private readonly SemanticModel _model;
    private readonly SourceModels _models;

    public ValueContext(SemanticModel model, SourceModels models, CancellationToken cancellation)
    {
        _model = model;
        _models = models;
        Cancellation = cancellation;
    }

    public CancellationToken Cancellation { get; }

    /// <summary>Null for source of another compilation, such as a project that the IDE references as source.</summary>
    public IOperation? OperationOf(SyntaxNode node)
    {
        var model = node.SyntaxTree == _model.SyntaxTree ? _model : _models.Of(node.SyntaxTree);
        return model?.GetOperation(node, Cancellation);
    }
}
