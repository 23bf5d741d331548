using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>What comes out of calls and constructors, and what they do to what they are given.</summary>
internal sealed partial class TaintFlow
{
    private Taint Invoke(IInvocationOperation call)
    {
        var (method, receiver) = (call.TargetMethod, Evaluate(call.Instance));
        EvaluateArguments(call.Arguments, receiver);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return OrDeclared(RunLocalFunction(method.OriginalDefinition, ByParameter(call.Arguments)), method, call);
        }

        if (method.Name == "<Clone>$" && call.Instance is { } original)
        {
            return Store(call, SlotOf(original), original);
        }

        var flow = policy.FlowOf(method);
        if (flow.HasFlag(DataFlow.ToReceiver))
        {
            Spill(call.Instance ?? call.Arguments[0].Value, policy.Pass(call, Union(call.Arguments.Skip(call.Instance is null ? 1 : 0), Taint.Unknown)));
        }

        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref))
        {
            var target = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
            Write(target, new Slot(flow.HasFlag(DataFlow.ToResult) ? policy.Pass(call, Union(call.Arguments, receiver)) : Taint.Unknown), argument.Value);
        }

        var declared = policy.Source(method, call);
        return !declared.IsUnknown ? declared
            : flow.HasFlag(DataFlow.ToResult) ? policy.Pass(call, Union(call.Arguments.Where(argument => argument.Parameter?.CanReachResult() != false), receiver))
            : flow == DataFlow.Unknown ? Summarize(method, call.Arguments, out _)
            : Taint.Clean;
    }

    private Taint Create(IObjectCreationOperation creation)
    {
        EvaluateArguments(creation.Arguments, Taint.Unknown);
        if (creation.Constructor is not { } constructor || policy.FlowOf(constructor).HasFlag(DataFlow.ToResult))
        {
            return Store(creation, new Slot(creation.Arguments.IsEmpty ? Taint.Clean : policy.Pass(creation, Union(creation.Arguments, Taint.Clean))), creation);
        }

        Summarize(constructor, creation.Arguments, out var members);
        return members.Members.IsEmpty
            ? Make(creation, creation.Arguments.Select(argument => (creation.Type.MemberNamedLike(argument.Parameter?.Name), argument.Value)))
            : Store(creation, members.With(Taint.Clean), creation);
    }

    /// <summary>Lambdas come last: their parameters are given what the call is given.</summary>
    private void EvaluateArguments(ImmutableArray<IArgumentOperation> arguments, Taint receiver)
    {
        var delegates = arguments.Where(argument => argument.Value.Unconverted() is IDelegateCreationOperation).ToArray();
        var given = arguments.Except(delegates).Aggregate(receiver, (taint, argument) => taint.Union(Evaluate(argument.Value)));
        foreach (var argument in delegates)
        {
            _values[argument.Value] = ((IDelegateCreationOperation)argument.Value.Unconverted()).Target switch
            {
                IFlowAnonymousFunctionOperation lambda => RunLambda(lambda, given.IsTainted ? given : Taint.Unknown),
                IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => RunLocalFunction(function.OriginalDefinition, function.Parameters.Select(parameter => (parameter.OriginalDefinition, given))),
                IMethodReferenceOperation { Method: var method } when summaries is not null => summaries.Of(method, method.Parameters.Select(parameter => (parameter, given)), cancellation).Returned,
                _ => Evaluate(argument.Value),
            };
        }
    }

    private Taint Summarize(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, out Slot members)
    {
        var summary = summaries?.Of(method, ByParameter(arguments), cancellation) ?? TaintSummary.None;
        foreach (var hit in summaries?.HitsOfArguments(method, summary, cancellation) ?? [])
        {
            foreach (var origin in Given(hit.Origin))
            {
                Record(arguments.First(argument => argument.Parameter?.Ordinal == hit.Origin.Parameter).Value, hit.Sink, origin, hit.Value.Syntax);
            }
        }

        members = new Slot(Taint.Unknown, summary.Members.Members.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Select(Given), SymbolEqualityComparer.Default));
        return summary.Returned.Select(Given);

        IEnumerable<TaintOrigin> Given(TaintOrigin inside) => inside.Parameter < 0 ? [inside]
            : arguments.Where(argument => argument.Parameter?.Ordinal == inside.Parameter)
                .SelectMany(argument => ValueOf(argument.Value).Origins)
                .Where(origin => origin.Label.Equals(inside.Given))
                .Select(origin => origin with { Label = inside.Label });
    }

    private IEnumerable<(IParameterSymbol Parameter, Taint Taint)> ByParameter(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Where(argument => argument.Parameter is not null).Select(argument => (argument.Parameter!.OriginalDefinition, ValueOf(argument.Value))).ToArray();

    private Taint Union(IEnumerable<IArgumentOperation> arguments, Taint receiver) => arguments.Aggregate(receiver, (taint, argument) => taint.Union(ValueOf(argument.Value)));

    private Taint ValueOf(IOperation evaluated) => _values.TryGetValue(evaluated, out var taint) ? taint : Taint.Unknown;
}
