using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>
/// The one answer to "what can the key be": a forward analysis over the control flow graph of a body, its lambdas and its local functions,
/// that knows at every call to Stripe which keys the request options can carry there. Helpers of the same compilation are followed one level.
/// </summary>
internal sealed partial class KeyFlow
{
    /// <summary>A body with more blocks than this is left alone: nobody reads such a method, and no IDE should wait for it.</summary>
    private const int MostBlocks = 3000;

    private const int MostVisitsPerBlock = 20;

    private readonly StripeContext _stripe;
    private readonly HelperKeys? _helpers;
    private readonly SymbolPatterns _trustedFactories;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<SyntaxNode, StripeCall> _calls = new();
    private readonly Dictionary<IOperation, MethodCall?> _methodCalls = new();
    private readonly Dictionary<IMethodSymbol, KeyState> _localFunctionEntries = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, HelperSummary?> _localFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, IOperation> _captured = new();
    private readonly HashSet<ISymbol> _keySymbols = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _lastWrite = new(SymbolEqualityComparer.Default);

    private KeyState _state = KeyState.Empty;
    private bool _isRecording;
    private ControlFlowGraph _graph = null!;
    private int _block;
    private SemanticModel? _model;
    private ImmutableArray<FlowValue> _returned;

    /// <param name="stripe">The known types.</param>
    /// <param name="helpers">Summaries of helpers; null inside a helper, which ends the following there.</param>
    /// <param name="trustedFactories">Methods whose result the user vouches for.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public KeyFlow(StripeContext stripe, HelperKeys? helpers, SymbolPatterns trustedFactories, CancellationToken cancellation)
    {
        _trustedFactories = trustedFactories;
        _stripe = stripe;
        _helpers = helpers;
        _cancellation = cancellation;
    }

    /// <summary>Every call of the body, its lambdas and local functions included, that posts to Stripe.</summary>
    public IReadOnlyCollection<StripeCall> Calls(ControlFlowGraph graph, IMethodSymbol? method)
    {
        Prepare(graph.OriginalOperation);
        AnalyzeBody(graph, EntryOf(method));
        return _calls.Values;
    }

    /// <summary>What a helper can return, and the state that the objects in it refer to.</summary>
    public (ImmutableArray<FlowValue> Values, KeyState State) Returned(ControlFlowGraph graph, IMethodSymbol method)
    {
        Prepare(graph.OriginalOperation);
        var exit = AnalyzeBody(graph, GivenOptions(method).Aggregate(EntryOf(method), static (entry, given) => entry
            .WithVariable(given.Parameter, One(FlowValue.Created(given.Declaration)))
            .WithKey(given.Declaration, One(FlowValue.Trusted(given.Declaration, given.Parameter)))));
        return (_model is { } model ? _returned.Select(value => value.WithKept(made => StoredKeys.IsKept(made, graph.OriginalOperation.Syntax, model))).ToImmutableArray() : _returned, exit);
    }

    /// <summary>The options that a helper is handed: whatever their key, what the helper does to it is known.</summary>
    private IEnumerable<(IParameterSymbol Parameter, SyntaxNode Declaration)> GivenOptions(IMethodSymbol method) =>
        from parameter in method.Parameters
        where _stripe.IsRequestOptions(parameter.Type)
        from declaration in parameter.DeclaringSyntaxReferences
        select (parameter, declaration.GetSyntax(_cancellation));

    private static KeyState EntryOf(IMethodSymbol? method)
    {
        var entry = KeyState.Empty;
        foreach (var parameter in method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            if (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration)
            {
                entry = entry.WithVariable(parameter, ValueOf(parameter, parameter.Type, declaration));
            }
        }

        return entry;
    }

    /// <summary>Which symbols are used to make a key in this body, and where each variable is written last.</summary>
    private void Prepare(IOperation body)
    {
        _model = body.SemanticModel;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is not IAssignmentOperation assignment)
            {
                continue;
            }

            var target = assignment.Target;
            if (target is IPropertyReferenceOperation { Property.Name: "IdempotencyKey" } property)
            {
                foreach (var part in assignment.Value.DescendantsAndSelf())
                {
                    if (ReferencedSymbol(part) is { } symbol)
                    {
                        _keySymbols.Add(symbol);
                    }
                }

                target = property.Instance;
            }

            if (target is ILocalReferenceOperation local)
            {
                _lastWrite[local.Local] = Math.Max(_lastWrite.TryGetValue(local.Local, out var last) ? last : 0, assignment.Syntax.SpanStart);
            }
        }
    }

    /// <summary>Runs to the fixed point, then once more to record; then the local functions, with what is known where they are called.</summary>
    private KeyState AnalyzeBody(ControlFlowGraph graph, KeyState entry)
    {
        var exit = Analyze(graph, entry);
        foreach (var localFunction in graph.LocalFunctions)
        {
            _cancellation.ThrowIfCancellationRequested();
            var known = _localFunctionEntries.TryGetValue(localFunction, out var state) ? state : KeyState.Empty;
            var returned = _returned;
            foreach (var parameter in localFunction.Parameters)
            {
                known = known.WithVariable(parameter, ValueOf(parameter, parameter.Type, parameter.DeclaringSyntaxReferences[0].GetSyntax()));
            }

            AnalyzeBody(graph.GetLocalFunctionControlFlowGraphInScope(localFunction, _cancellation), known);
            _returned = returned;
        }

        return exit;
    }

    private KeyState Analyze(ControlFlowGraph graph, KeyState entry)
    {
        var outer = (_graph, _state, _isRecording, _block);
        var returned = ImmutableArray<FlowValue>.Empty;
        KeyState? exit = null;
        try
        {
            _graph = graph;
            if (graph.Blocks.Length > MostBlocks)
            {
                return entry;
            }

            var entries = FixedPoint(graph, entry);
            _returned = ImmutableArray<FlowValue>.Empty;
            foreach (var block in graph.Blocks)
            {
                if (entries[block.Ordinal] is { } state)
                {
                    _isRecording = true;
                    _state = state;
                    var value = Run(block);
                    if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } && !value.IsDefault)
                    {
                        returned = KeyState.Union(returned, value);
                        exit = exit?.Join(_state) ?? _state;
                    }
                }
            }
        }
        finally
        {
            (_graph, _state, _isRecording, _block) = outer;
            _returned = returned;
        }

        return exit ?? entry;
    }

    private KeyState?[] FixedPoint(ControlFlowGraph graph, KeyState entry)
    {
        var entries = new KeyState?[graph.Blocks.Length];
        var visits = new int[graph.Blocks.Length];
        var work = new SortedSet<int> { 0 };
        entries[0] = entry;
        _isRecording = false;
        while (work.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            var ordinal = work.Min;
            work.Remove(ordinal);
            if (++visits[ordinal] > MostVisitsPerBlock)
            {
                continue;
            }

            var block = graph.Blocks[ordinal];
            _state = entries[ordinal]!;
            FlowIntoHandlers(block, _state, Enter);
            Run(block);
            FlowIntoHandlers(block, _state, Enter);
            var after = _state;
            foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (branch?.Destination is null)
                {
                    continue;
                }

                _state = after;
                if (block.BranchValue is { } condition && block.ConditionKind != ControlFlowConditionKind.None)
                {
                    Assume(condition, (block.ConditionKind == ControlFlowConditionKind.WhenTrue) == branch.IsConditionalSuccessor);
                }

                foreach (var region in branch.FinallyRegions)
                {
                    Enter(region.FirstBlockOrdinal, _state);
                }

                Enter(branch.Destination.Ordinal, _state);
            }
        }

        return entries;

        void Enter(int ordinal, KeyState state)
        {
            var joined = entries[ordinal] is { } known ? known.Join(state) : state;
            if (entries[ordinal] is null || !entries[ordinal]!.Equals(joined))
            {
                entries[ordinal] = joined;
                work.Add(ordinal);
            }
        }
    }

    /// <summary>A handler has no predecessor edge in the graph: it can be entered from before and after every block of its try.</summary>
    private static void FlowIntoHandlers(BasicBlock block, KeyState state, Action<int, KeyState> enter)
    {
        // The root of a lambda's graph stands in a region of the graph around it, which has blocks of its own.
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } parent }; region = parent)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
            {
                continue;
            }

            foreach (var handler in parent.NestedRegions)
            {
                if (handler != region)
                {
                    enter(handler.FirstBlockOrdinal, state);
                }
            }
        }
    }

    private ImmutableArray<FlowValue> Run(BasicBlock block)
    {
        _block = block.Ordinal;
        foreach (var operation in block.Operations)
        {
            Evaluate(operation);
        }

        return block.BranchValue is { } value ? Evaluate(value) : default;
    }

    private void AnalyzeLambda(IFlowAnonymousFunctionOperation lambda)
    {
        if (!_isRecording)
        {
            return;
        }

        // The lambda runs later: what is written after it may have happened by then.
        var start = lambda.Syntax.SpanStart;
        var entry = _state.WithoutVariables(variable => variable is ISymbol symbol && _lastWrite.TryGetValue(symbol, out var write) && write > start);
        foreach (var parameter in lambda.Symbol.Parameters)
        {
            entry = entry.WithVariable(parameter, ValueOf(parameter, parameter.Type, lambda.Syntax));
        }

        var returned = _returned;
        AnalyzeBody(_graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, _cancellation), entry);
        _returned = returned;
    }

    private static ISymbol? ReferencedSymbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
