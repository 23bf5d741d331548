using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What a helper returns, in terms of its own parameters.</summary>
internal sealed class HelperSummary
{
    private readonly ImmutableArray<IParameterSymbol> _parameters;
    private readonly KeyState _state;

    public HelperSummary(IMethodSymbol method, ImmutableArray<FlowValue> returned, KeyState state)
    {
        _parameters = method.Parameters;
        Returned = returned;
        _state = state;
    }

    public ImmutableArray<FlowValue> Returned { get; }

    /// <summary>The parameter that a returned options object was handed in by, or null for an object that the helper made.</summary>
    public IParameterSymbol? ParameterOf(FlowValue returned) =>
        _parameters.FirstOrDefault(parameter => parameter.DeclaringSyntaxReferences.Any(declaration => declaration.Span == returned.Syntax!.Span && declaration.SyntaxTree == returned.Syntax.SyntaxTree));

    /// <summary>Whether the helper gives the object back, so that its key is known afterwards.</summary>
    public bool Follows(IParameterSymbol parameter) =>
        Returned.Any(value => value.Kind == FlowValueKind.Created && SymbolEqualityComparer.Default.Equals(ParameterOf(value), parameter.OriginalDefinition));

    public ImmutableArray<FlowValue> KeyOf(SyntaxNode created) =>
        _state.KeyOf(created) is { IsDefault: false } key ? key : ImmutableArray.Create(FlowValue.Nothing);

    /// <summary>A value of the helper as the caller sees it: parameters become the arguments.</summary>
    public ImmutableArray<FlowValue> BindValue(FlowValue value, SyntaxNode call, Func<IParameterSymbol, ImmutableArray<FlowValue>> argument)
    {
        if (value.Symbol is IParameterSymbol parameter && argument(parameter) is { IsDefault: false } given)
        {
            return given;
        }

        switch (value.Kind)
        {
            case FlowValueKind.Text:
                return ImmutableArray.Create(FlowValue.Text(call, value.Parts.SelectMany(part => Bind(part, call, argument)).Distinct().ToImmutableArray(), value.Symbol));
            case FlowValueKind.NothingByCaller when _parameters.Any(parameter => argument(parameter) is { IsDefault: false } values && values.Contains(FlowValue.Nothing)):
                return ImmutableArray.Create(FlowValue.Nothing);
            default:
                return ImmutableArray.Create(value);
        }
    }

    /// <summary>What a helper makes is made where the helper is called.</summary>
    private static IEnumerable<KeyPart> Bind(KeyPart part, SyntaxNode call, Func<IParameterSymbol, ImmutableArray<FlowValue>> argument)
    {
        if (part.Symbol is not IParameterSymbol parameter || argument(parameter) is not { IsDefault: false } given)
        {
            return [part.At(call)];
        }

        return given.SelectMany(value => value.Kind == FlowValueKind.Text ? value.Parts : ImmutableArray.Create(part));
    }
}
