using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>What a body does: what reaches a sink in it, what it returns, and what it leaves in the members of its object.</summary>
internal sealed record TaintSummary(IReadOnlyCollection<TaintHit> Hits, Taint Returned, Slot Members)
{
    public static readonly TaintSummary None = new([], Taint.Unknown, Slot.Unknown);
}

/// <summary>
/// Helpers of one compilation, one level deep: declared in source and not to be overridden. A helper is looked at once for each kind of arguments that it is given.
/// </summary>
internal sealed class TaintSummaries(TaintPolicy policy, DeclaredBodies bodies, TaintBudget budget)
{
    private readonly ConcurrentDictionary<(ISymbol Method, TaintState Entry), TaintSummary> _summaries = new();

    /// <param name="method">A method, an accessor or a constructor.</param>
    /// <param name="arguments">What is known of its arguments, by parameter.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public TaintSummary Of(IMethodSymbol method, IEnumerable<(IParameterSymbol Parameter, Taint Taint)> arguments, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (!DeclaredBodies.IsFixed(method))
        {
            return TaintSummary.None;
        }

        var given = arguments.ToArray();
        if (!given.Any(argument => argument.Taint.IsTainted) && !policy.MayBring(method))
        {
            return TaintSummary.None;
        }

        var entry = TaintState.Empty;
        foreach (var (parameter, taint) in given.Where(argument => !argument.Taint.IsUnknown && argument.Parameter.Ordinal < method.Parameters.Length))
        {
            var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
            entry = entry.With(method.Parameters[parameter.Ordinal], new Slot(taint.Select(origin => [new TaintOrigin(origin.Label, declaration, parameter.Ordinal, origin.Label)])));
        }

        return _summaries.GetOrAdd((method, entry), key =>
            bodies.GraphOf(method, cancellation) is { } graph ? new TaintFlow(policy, summaries: null, budget, cancellation).Summarize(graph, key.Entry) : TaintSummary.None);
    }

    /// <summary>What reaches a sink because of the arguments: what would reach it without them is the helper's own.</summary>
    public IEnumerable<TaintHit> HitsOfArguments(IMethodSymbol method, TaintSummary summary, CancellationToken cancellation) =>
        summary.Hits.Any(hit => hit.Origin.Parameter >= 0)
            ? summary.Hits.Where(hit => hit.Origin.Parameter >= 0 && !Of(method, [], cancellation).Hits.Any(own => own.Value.Syntax == hit.Value.Syntax))
            : [];
}
