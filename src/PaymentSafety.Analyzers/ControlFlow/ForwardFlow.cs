using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PaymentSafety.Analyzers.ControlFlow;

/// <summary>
/// A forward analysis over the public control flow graph. It knows what the graph has no edges for: a handler is entered from every point of its try, and a
/// finally region is run on the way of each branch that leaves its try.
/// </summary>
internal abstract class ForwardFlow<TState>
    where TState : class, IEquatable<TState>
{
    /// <summary>A state grows with each visit, so a block that is visited more often than this is in a body that nobody reads.</summary>
    private const int MostVisitsPerBlock = 20;

    protected abstract TState Join(TState left, TState right);

    /// <summary>The state after each operation of the block, in order; the last one leaves it.</summary>
    protected abstract IEnumerable<TState> Transfer(BasicBlock block, TState entry);

    protected virtual TState Assume(BasicBlock block, ControlFlowBranch branch, TState state) => state;

    /// <summary>False once the analysis has given up.</summary>
    protected abstract bool GoesOn();

    /// <summary>The state at the entry of each block; null where a block is not reached.</summary>
    protected TState?[] FixedPoint(ControlFlowGraph graph, TState entry) => FixedPoint(graph, 0, graph.Blocks.Length - 1, entry, out _);

    private TState?[] FixedPoint(ControlFlowGraph graph, int first, int last, TState entry, out TState? left)
    {
        var entries = new TState?[graph.Blocks.Length];
        var visits = new int[graph.Blocks.Length];
        var work = new SortedSet<int>();
        TState? exit = null;
        Enter(first, entry);
        while (work.Count > 0 && GoesOn())
        {
            var block = graph.Blocks[work.Min];
            work.Remove(block.Ordinal);
            if (++visits[block.Ordinal] > MostVisitsPerBlock)
            {
                continue;
            }

            var state = entries[block.Ordinal]!;
            EnterHandlers(block, state);
            foreach (var next in Transfer(block, state).Where(next => !ReferenceEquals(next, state)))
            {
                state = next;
                EnterHandlers(block, state);
            }

            Follow(block, block.ConditionalSuccessor, state);
            Follow(block, block.FallThroughSuccessor, state);
        }

        left = exit;
        return entries;

        void Follow(BasicBlock block, ControlFlowBranch? branch, TState state)
        {
            if (branch?.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
            {
                exit = exit is null ? state : Join(exit, state);
            }

            if (branch?.Destination is not { } destination)
            {
                return;
            }

            TState? after = Assume(block, branch, state);
            foreach (var region in branch.FinallyRegions)
            {
                Enter(region.FirstBlockOrdinal, after);
                FixedPoint(graph, region.FirstBlockOrdinal, region.LastBlockOrdinal, after, out after);
                if (after is null)
                {
                    return;
                }
            }

            Enter(destination.Ordinal, after);
        }

        void EnterHandlers(BasicBlock block, TState state)
        {
            // The root of a lambda's graph lies in a region of the graph around it, whose handlers are not this graph's.
            for (var region = block.EnclosingRegion; region.Kind != ControlFlowRegionKind.Root; region = region.EnclosingRegion!)
            {
                foreach (var handler in region.EnclosingRegion!.NestedRegions)
                {
                    if (region.Kind == ControlFlowRegionKind.Try && handler != region)
                    {
                        Enter(handler.FirstBlockOrdinal, state);
                    }
                }
            }
        }

        void Enter(int ordinal, TState state)
        {
            if (ordinal < first || ordinal > last)
            {
                return;
            }

            var known = entries[ordinal];
            if (ReferenceEquals(known, state))
            {
                return;
            }

            var joined = known is null ? state : Join(known, state);
            if (known is null || !known.Equals(joined))
            {
                entries[ordinal] = joined;
                work.Add(ordinal);
            }
        }
    }
}
