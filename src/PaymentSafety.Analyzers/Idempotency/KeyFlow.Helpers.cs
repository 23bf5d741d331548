using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What other methods do to the options that they are handed, and what they return.</summary>
internal sealed partial class KeyFlow
{
    /// <summary>An object made here and handed to code that nobody can see may come back with a key.</summary>
    private void LetEscape(MethodCall call, Dictionary<IParameterSymbol, ImmutableArray<FlowValue>> arguments)
    {
        var method = call.Method;
        if (StripeOperations.VerbOf(method, _stripe) != StripeVerb.None || (method.IsInNamespace("System") && method.MethodKind != MethodKind.DelegateInvoke))
        {
            return;
        }

        var summary = HelperOf(method);
        foreach (var value in arguments.Where(argument => summary?.Follows(argument.Key) != true).SelectMany(argument => argument.Value))
        {
            if (value.Kind == FlowValueKind.Created && !HelperKeys.NeverSetsKey(method, _cancellation))
            {
                _state = _state.WithKey(value.Syntax!, One(FlowValue.Trusted(call.Syntax)));
            }
        }
    }

    /// <summary>The same for code that does not compile, of which nobody knows what it calls.</summary>
    private ImmutableArray<FlowValue> LetUnknownHave(IOperation unknown)
    {
        foreach (var value in unknown.ChildOperations.SelectMany(child => Evaluate(child)).Where(value => value.Kind == FlowValueKind.Created))
        {
            _state = _state.WithKey(value.Syntax!, One(FlowValue.Trusted(unknown.Syntax)));
        }

        return Unknown(unknown);
    }

    private void EnterLocalFunction(IMethodSymbol localFunction)
    {
        if (_isRecording)
        {
            localFunction = localFunction.OriginalDefinition;
            _localFunctionEntries[localFunction] = _localFunctionEntries.TryGetValue(localFunction, out var known) ? known.Join(_state) : _state;
        }
    }

    private HelperSummary? SummaryOf(IMethodSymbol localFunction)
    {
        if (_helpers is null)
        {
            return null;
        }

        if (!_localFunctions.TryGetValue(localFunction, out var summary))
        {
            var graph = _graph.GetLocalFunctionControlFlowGraphInScope(localFunction, _cancellation);
            var (returned, state) = new KeyFlow(_stripe, helpers: null, _trustedFactories, _cancellation).Returned(graph, localFunction);
            _localFunctions[localFunction] = summary = returned.IsDefaultOrEmpty ? null : new HelperSummary(localFunction, returned, state);
        }

        return summary;
    }

    /// <summary>What is known of a helper that returns options or text.</summary>
    private HelperSummary? HelperOf(IMethodSymbol method)
    {
        if (!_stripe.IsRequestOptions(method.ReturnType.Awaited()) && !IsText(method.ReturnType.Awaited()))
        {
            return null;
        }

        return method.MethodKind == MethodKind.LocalFunction ? SummaryOf(method.OriginalDefinition) : _helpers?.Evaluate(method, _cancellation);
    }

    private ImmutableArray<FlowValue> Bind(HelperSummary summary, SyntaxNode call, Func<IParameterSymbol, ImmutableArray<FlowValue>> argument)
    {
        var bound = ImmutableArray<FlowValue>.Empty;
        foreach (var value in summary.Returned)
        {
            if (value.Kind != FlowValueKind.Created)
            {
                bound = KeyState.Union(bound, summary.BindValue(value, call, argument));
            }
            else if (summary.ParameterOf(value) is { } parameter)
            {
                bound = KeyState.Union(bound, BindGiven(summary, value.Syntax!, parameter, call, argument));
            }
            else
            {
                var key = summary.KeyOf(value.Syntax!).Aggregate(ImmutableArray<FlowValue>.Empty, (known, possible) => KeyState.Union(known, summary.BindValue(possible, call, argument)));
                _state = _state.WithKey(call, key);
                bound = KeyState.Union(bound, One(FlowValue.Created(call)));
            }
        }

        return bound;
    }

    /// <summary>A helper that gives back the options it was given: <c>options.WithKey(key)</c>. What it did to the key is done to the caller's object.</summary>
    private ImmutableArray<FlowValue> BindGiven(
        HelperSummary summary, SyntaxNode declaration, IParameterSymbol parameter, SyntaxNode call, Func<IParameterSymbol, ImmutableArray<FlowValue>> argument)
    {
        var given = argument(parameter) is { IsDefault: false } values ? values : One(FlowValue.Trusted(call));
        foreach (var options in given.Where(option => option.Kind == FlowValueKind.Created))
        {
            var before = _state.KeyOf(options.Syntax!) is { IsDefault: false } known ? known : One(_state.Nothing);
            _state = _state.WithKey(options.Syntax!, summary.KeyOf(declaration).Aggregate(ImmutableArray<FlowValue>.Empty, (key, possible) =>
                KeyState.Union(key, SymbolEqualityComparer.Default.Equals(possible.Symbol, parameter) ? before : summary.BindValue(possible, call, argument))));
        }

        // A helper that gives something in place of null has returned that as well.
        return summary.Returned.Length > 1 ? given.RemoveAll(value => value.Kind is FlowValueKind.Nothing or FlowValueKind.NothingByCaller) : given;
    }
}
