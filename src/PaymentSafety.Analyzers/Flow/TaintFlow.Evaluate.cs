using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>What an expression is, and what it does to the state.</summary>
internal sealed partial class TaintFlow
{
    /// <summary>The object whose members the body reads without a name before them.</summary>
    private static readonly object This = new();

    private Taint Evaluate(IOperation? operation)
    {
        if (operation is null || --_steps < 0)
        {
            return Taint.Clean;
        }

        var taint = EvaluateAny(operation);
        _values[operation] = taint = operation.Type is { } type && !policy.CanCarry(type) ? Taint.Clean : taint;
        foreach (var sink in policy.SinksAt(operation))
        {
            foreach (var origin in ValueOf(sink.Value).Origins)
            {
                Record(sink.Value, sink.Label, origin);
            }
        }

        return taint;
    }

    private Taint EvaluateAny(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue.HasValue: true }:
                return policy.Source(null, operation) is { IsTainted: true } secret ? secret : Taint.Clean;
            case IFlowCaptureOperation capture:
                // What is captured on two paths stands for neither.
                _captured[capture.Id] = _captured.TryGetValue(capture.Id, out var other) && other != capture.Value ? capture : capture.Value;
                return Store(capture.Id, SlotOf(capture.Value), capture.Value);
            case IFlowCaptureReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation:
                return Whole(_state[RootOf(operation)!], operation);
            case IFieldReferenceOperation field:
                return ReadMember(field.Field, SlotOfOwner(field), Evaluate(field.Instance), field);
            case IPropertyReferenceOperation property:
                EvaluateArguments(property.Arguments, Taint.Clean);
                return ReadMember(property.Property, property.Arguments.IsEmpty ? SlotOfOwner(property) : Slot.Unknown, Evaluate(property.Instance), property);
            case ISimpleAssignmentOperation assignment:
                return Write(assignment.Target, SlotOf(assignment.Value), assignment.Value);
            case ICompoundAssignmentOperation compound:
                return Write(compound.Target, new Slot(Pass(compound, compound.Target).Union(Pass(compound, compound.Value))), compound);
            case IDeconstructionAssignmentOperation { Target: var target, Value: var value }:
                foreach (var (part, from, slot) in TakenApart.Targets(target, value).Select(part => (part.Target, part.Value, Follow(SlotOf(part.Value), part.Path))).ToArray())
                {
                    Write(part, slot, from);
                }

                return Taint.Clean;
            case IIsPatternOperation { Pattern: var pattern, Value: var input } when SlotOf(input) is var whole:
                _state = TakenApart.Variables(pattern).Aggregate(_state, (state, variable) => state.With(variable.Variable, Follow(whole, variable.Path)));
                return Taint.Clean;
            case IConversionOperation conversion:
                return conversion.OperatorMethod is null ? policy.AsSeen(Evaluate(conversion.Operand), conversion.Type) : Pass(conversion, conversion.Operand);
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IAnonymousObjectCreationOperation creation:
                return Make(creation, creation.Initializers.OfType<ISimpleAssignmentOperation>().Select(member => (member.Target.ReferencedSymbol(), member.Value)));
            case ITupleOperation tuple:
                return Make(tuple, tuple.Elements.Select((element, i) => (tuple.NaturalType.MemberAt(i, tuple.Elements.Length), element)));
            case IInterpolatedStringOperation text:
                return text.Parts.OfType<IInterpolationOperation>().Aggregate(Taint.Clean, (taint, part) => taint.Union(Pass(part, part.Expression)));
            case IBinaryOperation binary:
                return Pass(binary, binary.LeftOperand).Union(Pass(binary, binary.RightOperand));
            case IFlowAnonymousFunctionOperation lambda:
                return RunLambda(lambda, Taint.Unknown);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return policy.Pass(operation, policy.Take(operation.ChildOperations.Select(Evaluate).ToArray()[0], null));
            case IReturnOperation { ReturnedValue: { } yielded }:
                Return(Evaluate(yielded));
                return Taint.Clean;
            case IInvalidOperation:
                // Half-typed code, or a package that is missing: what a call returns whose method nobody knows is unknown.
                foreach (var part in operation.ChildOperations)
                {
                    Evaluate(part);
                }

                return Taint.Unknown;
            case IDynamicMemberReferenceOperation dynamic:
                Evaluate(dynamic.Instance);
                return policy.Source(null, dynamic);
            default:
                // An operation that nobody has heard of does not make its parts disappear: collection expressions, and what is to come.
                return operation.ChildOperations.Select(Evaluate).DefaultIfEmpty(Taint.Unknown).Aggregate((left, right) => left.Union(right));
        }
    }

    private Taint Pass(IOperation through, IOperation value) => policy.Pass(through, Evaluate(value));

    /// <summary>The value with its members, so that a copy is as well known as the original.</summary>
    private Slot SlotOf(IOperation value) =>
        Evaluate(value) is var taint && RootOf(value) is { } root && value.Type is { } type && policy.CanCarry(type) ? _state[root].With(Own(_state[root], value)) : new Slot(taint);

    private Slot SlotOfOwner(IMemberReferenceOperation member) =>
        member.Instance is null ? Slot.Unknown.With(MemberOf(member.Member), _state[member.Member].Whole) : RootOf(member.Instance) is { } root ? _state[root] : Slot.Unknown;

    private Taint Own(Slot slot, IOperation operation) => slot.Whole.IsUnknown ? policy.Source(RootOf(operation) as ISymbol, operation) : policy.AsSeen(slot.Whole, operation.Type);

    private Taint Whole(Slot slot, IOperation operation)
    {
        var own = Own(slot, operation);
        own = own.IsTainted && slot.Members.Any(member => member.Value.IsClean) ? policy.Without(own, slot.Members.Where(member => member.Value.IsClean).Select(member => member.Key)) : own;
        return slot.Members.Where(member => member.Value.IsTainted).Aggregate(own, (taint, member) => taint.Union(policy.Hold(member.Value, member.Key, operation.Type)));
    }

    private Taint Store(object root, Slot slot, IOperation operation)
    {
        _state = _state.With(root, slot);
        return Whole(slot, operation);
    }

    /// <summary>An object made here: clean but for the members that are given a value.</summary>
    private Taint Make(IOperation creation, IEnumerable<(ISymbol? Member, IOperation Value)> parts) =>
        Store(creation, parts.ToArray().Aggregate(new Slot(Taint.Clean), (slot, part) => part.Member is { } member
            ? slot.With(MemberOf(member), OrDeclared(Evaluate(part.Value), member, part.Value))
            : slot.With(slot.Whole.Union(policy.Hold(Evaluate(part.Value), null, creation.Type)))), creation);

    private Taint OrDeclared(Taint taint, ISymbol member, IOperation operation) => taint.IsUnknown ? policy.Source(member, operation) : taint;

    private Slot Follow(Slot slot, Step[] path) =>
        path.Aggregate(slot, (part, step) => new Slot(step.Member is null ? policy.Take(part.Whole, null) : ReadMember(step.Member, part, part.Whole, step.Place)));

    private Taint ReadMember(ISymbol member, Slot owner, Taint whole, IOperation operation)
    {
        var taint = OrDeclared(owner[MemberOf(member)], member, operation);
        taint = taint.IsUnknown ? policy.Take(whole, member) : taint;
        return taint.IsUnknown && member is IPropertySymbol { GetMethod: { } getter } && summaries is not null ? summaries.Of(getter, [], cancellation).Returned : taint;
    }

    private Taint Write(IOperation target, Slot slot, IOperation value)
    {
        var taint = Whole(slot, value);
        target = target is IFlowCaptureReferenceOperation capture && _captured.TryGetValue(capture.Id, out var captured) && captured is IMemberReferenceOperation or IArrayElementReferenceOperation ? captured : target;
        if (target is IMemberReferenceOperation { Instance: var instance, Member: var member } and not IPropertyReferenceOperation { Arguments.IsEmpty: false })
        {
            Evaluate(instance);
            if (instance is null || RootOf(instance) is { })
            {
                var root = instance is null ? member : RootOf(instance)!;
                taint = OrDeclared(taint, member, value);
                _state = _state.With(root, instance is null ? new Slot(taint) : _state[root].With(MemberOf(member), taint));
            }
            else
            {
                Spill(instance, policy.Hold(taint, member, instance.Type));
            }
        }
        else if (RootOf(target) is { } root)
        {
            _state = _state.With(root, slot);
        }
        else if (target is IPropertyReferenceOperation or IArrayElementReferenceOperation)
        {
            Evaluate(target);
            Spill(target.ChildOperations.First(), taint);
        }

        return taint;
    }

    /// <summary>What a value is put into holds it from then on, beside what it held before.</summary>
    private void Spill(IOperation? receiver, Taint taint)
    {
        switch (taint.IsTainted ? receiver?.Unconverted() : null)
        {
            case IInvocationOperation { Instance: { } chained } call when policy.FlowOf(call.TargetMethod).HasFlag(DataFlow.ToReceiver):
                Spill(chained, taint);
                break;
            case IFlowCaptureReferenceOperation capture when _captured.TryGetValue(capture.Id, out var captured) && captured is IMemberReferenceOperation or IInvocationOperation:
                Spill(captured, taint);
                goto default;
            case IMemberReferenceOperation { Instance: { } instance, Member: var member } reference when RootOf(instance) is { } owner:
                _state = _state.With(owner, _state[owner].With(MemberOf(member), OrDeclared(_state[owner][MemberOf(member)], member, reference).Union(taint)));
                break;
            case IMemberReferenceOperation { Instance: { } instance, Member: var member }:
                Spill(instance, policy.Hold(taint, member, instance.Type));
                break;
            default:
                if (receiver is not null && RootOf(receiver) is { } root)
                {
                    _state = _state.With(root, _state[root].With(Own(_state[root], receiver).Union(taint)));
                }

                break;
        }
    }

    private object? RootOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IInstanceReferenceOperation => This,
        IFlowCaptureReferenceOperation capture => _captured.TryGetValue(capture.Id, out var captured)
            && captured is ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation ? RootOf(captured) : capture.Id,
        IConversionOperation { OperatorMethod: null } conversion => RootOf(conversion.Operand),
        IObjectCreationOperation or IAnonymousObjectCreationOperation or ITupleOperation or IInvocationOperation { TargetMethod.Name: "<Clone>$" } => operation,
        IMemberReferenceOperation { Instance: null } member => member.Member,
        _ => null,
    };

    private static ISymbol MemberOf(ISymbol member) => ((member as IFieldSymbol)?.CorrespondingTupleField ?? member).OriginalDefinition;
}
