using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>A followed value at a sink.</summary>
/// <param name="Value">The operand that leaves, or the argument of the helper in which it leaves.</param>
/// <param name="Sink">The policy's label.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Inner">Where it leaves inside a helper; null where it leaves here.</param>
internal sealed record TaintHit(IOperation Value, object Sink, TaintOrigin Origin, SyntaxNode? Inner = null);

/// <summary>How many operations may be evaluated for one body, and how often that was not enough: such a body stays silent.</summary>
internal sealed class TaintBudget(int steps)
{
    private int _givenUp;

    public int Steps => steps;

    public int GivenUp => _givenUp;

    public void GiveUp() => Interlocked.Increment(ref _givenUp);
}

/// <summary>
/// Follows values through one body: its lambdas and local functions where they stand, helpers of the compilation one level deep. It knows C#; what is followed
/// from where to where, the policy knows.
/// </summary>
/// <param name="policy">What is followed.</param>
/// <param name="summaries">Helpers; null inside a helper, which ends the following there.</param>
/// <param name="budget">How far.</param>
/// <param name="cancellation">Stops the analysis.</param>
internal sealed partial class TaintFlow(TaintPolicy policy, TaintSummaries? summaries, TaintBudget budget, CancellationToken cancellation) : ForwardFlow<TaintState>
{
    private readonly Dictionary<CaptureId, IOperation> _captured = new();
    private readonly Dictionary<IOperation, Taint> _values = new();
    private readonly Dictionary<(SyntaxNode Value, object Sink, object Label), TaintHit> _hits = new();
    private readonly HashSet<IMethodSymbol> _entered = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> _active = new(SymbolEqualityComparer.Default);
    private ControlFlowGraph _graph = null!;
    private TaintState _state = TaintState.Empty;
    private Taint? _returned;
    private int _steps = budget.Steps;

    /// <summary>What reaches a sink; nothing where the analysis gives up.</summary>
    public IReadOnlyCollection<TaintHit> Analyze(ControlFlowGraph graph) => Summarize(graph, TaintState.Empty).Hits;

    /// <summary>What a body does with the parameters that it is given.</summary>
    public TaintSummary Summarize(ControlFlowGraph graph, TaintState entry)
    {
        _state = entry;
        var returned = Run(graph);
        if (GoesOn())
        {
            return new TaintSummary(_hits.Values, returned, _state[This]);
        }

        budget.GiveUp();
        return TaintSummary.None;
    }

    protected override bool GoesOn()
    {
        cancellation.ThrowIfCancellationRequested();
        return _steps > 0;
    }

    protected override TaintState Join(TaintState left, TaintState right) => left.Join(right);

    protected override IEnumerable<TaintState> Transfer(BasicBlock block, TaintState entry)
    {
        _state = entry;
        foreach (var operation in block.Operations)
        {
            Evaluate(operation);
            yield return _state;
        }

        var value = Evaluate(block.BranchValue);
        if (block is { BranchValue: not null, FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Return })
        {
            Return(value);
        }

        yield return _state;
    }

    /// <summary>
    /// Runs a body from the current state to the fixed point; the state is then the one where it returns. States only grow on the way, so that what reaches a sink, or is returned,
    /// at any visit of a block does so in the end.
    /// </summary>
    private Taint Run(ControlFlowGraph graph)
    {
        var outer = (_graph, _returned);
        (_graph, _returned) = (graph, null);
        var entries = FixedPoint(graph, _state);
        var (returned, exit) = (_returned ?? Taint.Unknown, entries[entries.Length - 1] ?? TaintState.Empty);
        foreach (var function in graph.LocalFunctions.Where(function => !_entered.Contains(function)))
        {
            // It is handed on as a delegate, or not called at all.
            RunLocalFunction(function, []);
        }

        (_graph, _returned) = outer;
        _state = exit;
        return returned;
    }

    /// <summary>A lambda runs now or later with what is known now; what it does to captured variables is known after it.</summary>
    private Taint RunNested(ControlFlowGraph graph, IEnumerable<(IParameterSymbol Parameter, Taint Taint)> arguments)
    {
        var before = _state;
        _state = arguments.Aggregate(_state, (state, argument) => state.With(argument.Parameter, new Slot(argument.Taint)));
        var returned = Run(graph);
        _state = before.Join(_state);
        return returned;
    }

    private Taint RunLambda(IFlowAnonymousFunctionOperation lambda, Taint input) =>
        RunNested(_graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, cancellation), lambda.Symbol.Parameters.Select(parameter => (parameter, input)));

    private Taint RunLocalFunction(IMethodSymbol function, IEnumerable<(IParameterSymbol Parameter, Taint Taint)> arguments)
    {
        _entered.Add(function);
        if (!IsInScope(function) || !_active.Add(function))
        {
            return Taint.Unknown;
        }

        var returned = RunNested(_graph.GetLocalFunctionControlFlowGraphInScope(function, cancellation), arguments);
        _active.Remove(function);
        return returned;
    }

    /// <summary>In half-typed code a call may mean a local function of another block.</summary>
    private bool IsInScope(IMethodSymbol function)
    {
        for (var graph = _graph; graph is not null; graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(function))
            {
                return true;
            }
        }

        return false;
    }

    private void Return(Taint taint) => _returned = _returned?.Union(taint) ?? taint;

    private void Record(IOperation value, object sink, TaintOrigin origin, SyntaxNode? inner = null)
    {
        var key = (value.Syntax, sink, origin.Label);
        if (!_hits.ContainsKey(key))
        {
            _hits.Add(key, new TaintHit(value, sink, origin, inner));
        }
    }
}
