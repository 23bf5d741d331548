using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Whether there is anything to follow in a body: a way out together with something sensitive that is read here, or that a helper may bring. Most bodies of a solution
/// have no way out, and nothing else is looked at in them.
/// </summary>
internal sealed class SourceSigns
{
    private readonly CardDataPolicy _policy;

    /// <summary>What methods do, by definition: asked at every call.</summary>
    private readonly ConcurrentDictionary<ISymbol, bool> _waysOut = new(SameReference.Comparer);

    private readonly ConcurrentDictionary<ISymbol, bool> _letOut = new(SameReference.Comparer);

    private readonly ConcurrentDictionary<ISymbol, bool> _members = new(SameReference.Comparer);

    private readonly IAssemblySymbol _compiled;

    /// <param name="policy">What is a source, and what a way out.</param>
    /// <param name="compiled">Whose methods the engine reads.</param>
    public SourceSigns(CardDataPolicy policy, IAssemblySymbol compiled)
    {
        _policy = policy;
        _compiled = compiled;
    }

    /// <summary>By the operation itself, or in the helper that it calls.</summary>
    public bool MayLeaveAt(IOperation operation) =>
        operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.MethodReference or OperationKind.SimpleAssignment
        && (IsWayOut(operation) || (MethodAt(operation) is { } helper && IsOfCompilation(helper) && IsGivenValue(operation) && LetsOut(helper.OriginalDefinition)));

    /// <summary>What a helper lets out that it was not given is found in the helper.</summary>
    private bool IsGivenValue(IOperation operation) => operation switch
    {
        IInvocationOperation call => AnyCarries(call.Arguments),
        IObjectCreationOperation creation => AnyCarries(creation.Arguments),
        _ => true,
    };

    private bool AnyCarries(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Any(argument => !argument.Value.ConstantValue.HasValue && (argument.Value.Type is not { } type || _policy.CanCarry(type)));

    /// <summary>What is read here may leave in a helper; what leaves here may be read in one.</summary>
    public bool MayHoldSource(ImmutableArray<IOperation> bodies)
    {
        var seen = new HashSet<ISymbol>(SameReference.Comparer);
        var isOut = false;
        List<IMethodSymbol>? helpers = null;
        foreach (var operation in bodies.SelectMany(body => body.DescendantsAndSelf()))
        {
            if (IsSource(operation, seen))
            {
                return true;
            }

            if (!isOut)
            {
                isOut = IsWayOut(operation);
            }

            if (MethodAt(operation) is { } method && IsOfCompilation(method))
            {
                (helpers ??= []).Add(method);
            }
        }

        return isOut && helpers is not null && helpers.Any(helper => DeclaredBodies.IsFixed(helper) && _policy.MayBring(helper));
    }

    private static IMethodSymbol? MethodAt(IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation => ((IInvocationOperation)operation).TargetMethod,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor,
        OperationKind.MethodReference => ((IMethodReferenceOperation)operation).Method,
        OperationKind.PropertyReference => ((IPropertyReferenceOperation)operation).Property.GetMethod,
        _ => null,
    };

    private bool IsOfCompilation(ISymbol method) => SameReference.Comparer.Equals(method.ContainingAssembly, _compiled);

    private bool LetsOut(IMethodSymbol method)
    {
        if (!_letOut.TryGetValue(method, out var letsOut))
        {
            _letOut[method] = letsOut = method.Parameters.Any(parameter => _policy.CanCarry(parameter.Type)) && DeclaredBodies.IsFixed(method) && _policy.MayLetOut(method);
        }

        return letsOut;
    }

    private bool IsWayOut(IMethodSymbol method)
    {
        if (!_waysOut.TryGetValue(method, out var isWayOut))
        {
            _waysOut[method] = isWayOut = _policy.Sinks.IsSink(method);
        }

        return isWayOut;
    }

    /// <summary>Something that is not constant goes to a sink, or a constant that is a secret.</summary>
    private bool IsWayOut(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return (IsWayOut(call.TargetMethod.OriginalDefinition) || SinkFinder.IsDelegateOrFilling(call))
                    && call.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue || _policy.LabelOf(null, argument.Value) is not null);
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return creation.Constructor is { } constructor
                    && IsWayOut(constructor.OriginalDefinition)
                    && creation.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue);
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                return _policy.Sinks.IsSink(assignment) && !assignment.Value.ConstantValue.HasValue;
            default:
                return false;
        }
    }

    /// <summary>What the policy would call a source where the engine meets it.</summary>
    private bool IsSource(IOperation operation, HashSet<ISymbol> seen)
    {
        if (operation.Type is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Void or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_Double or SpecialType.System_Single } or { TypeKind: TypeKind.Enum })
        {
            return false;
        }

        switch (operation.Kind)
        {
            case OperationKind.LocalReference:
                return IsSource(((ILocalReferenceOperation)operation).Local, operation, seen);
            case OperationKind.ParameterReference:
                return IsSource(((IParameterReferenceOperation)operation).Parameter, operation, seen);
            case OperationKind.FieldReference:
                return IsSource(((IFieldReferenceOperation)operation).Field, operation);
            case OperationKind.PropertyReference:
                return IsSource(((IPropertyReferenceOperation)operation).Property, operation);
            case OperationKind.Invocation:
                return IsSource(((IInvocationOperation)operation).TargetMethod, operation);
            case OperationKind.Literal:
            case OperationKind.Binary:
                return operation.ConstantValue is { HasValue: true, Value: string } && _policy.LabelOf(null, operation) is not null;
            case OperationKind.Conversion:
                return !operation.IsImplicit && _policy.Types.Holds(operation.Type);
            case OperationKind.InstanceReference:
            case OperationKind.ObjectCreation:
            case OperationKind.AnonymousObjectCreation:
            case OperationKind.ArrayElementReference:
                return _policy.Types.Holds(operation.Type);
            case OperationKind.Tuple:
                return operation.Type is INamedTypeSymbol tuple && tuple.TupleElements.Any(element => _policy.Symbols.KindOf(element) != DataKind.None);
            case OperationKind.DynamicMemberReference:
                return _policy.LabelOf(null, operation) is not null;
            default:
                return false;
        }
    }

    /// <summary>A member says the same wherever it is read, but for its type arguments, and for what is read by a name in a text.</summary>
    private bool IsSource(ISymbol member, IOperation operation)
    {
        if (operation.ConstantValue.HasValue || !SameReference.Comparer.Equals(member, member.OriginalDefinition))
        {
            return _policy.LabelOf(member, operation) is not null;
        }

        if (!_members.TryGetValue(member, out var isSource))
        {
            _members[member] = isSource = _policy.Symbols.KindOf(member) != DataKind.None || _policy.Types.Holds(member.TypeOfValue());
        }

        return isSource || NamedReads.KindOf(operation) != DataKind.None;
    }

    /// <summary>A variable is the same wherever it is read.</summary>
    private bool IsSource(ISymbol variable, IOperation operation, HashSet<ISymbol> seen) => seen.Add(variable) && _policy.LabelOf(variable, operation) is not null;
}
