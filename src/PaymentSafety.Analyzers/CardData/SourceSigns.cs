using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Whether there is anything to follow in a body: a way out together with something sensitive that is read here, or that a helper may bring. Most bodies of a solution
/// have no way out, and nothing else is looked at in them.
/// </summary>
internal sealed class SourceSigns
{
    private readonly CardDataPolicy _policy;

    public SourceSigns(CardDataPolicy policy) => _policy = policy;

    /// <summary>The operations by which a value can leave.</summary>
    public static OperationKind[] WaysOut { get; } = [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.MethodReference, OperationKind.SimpleAssignment];

    /// <summary>By the operation itself, or in the helper that it calls.</summary>
    public bool MayLeaveAt(IOperation operation) => IsWayOut(operation) || (HelperAt(operation) is { } helper && _policy.MayLetOut(helper));

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

            isOut = isOut || IsWayOut(operation);
            if (HelperAt(operation) is { } helper)
            {
                (helpers ??= []).Add(helper);
            }
        }

        return isOut && helpers is not null && helpers.Any(_policy.MayBring);
    }

    /// <summary>A method, a constructor or a getter of this compilation, of which the engine reads the body.</summary>
    private static IMethodSymbol? HelperAt(IOperation operation)
    {
        var method = operation.Kind switch
        {
            OperationKind.Invocation => ((IInvocationOperation)operation).TargetMethod,
            OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor,
            OperationKind.MethodReference => ((IMethodReferenceOperation)operation).Method,
            OperationKind.PropertyReference => ((IPropertyReferenceOperation)operation).Property.GetMethod,
            _ => null,
        };
        return method is not null && DeclaredBodies.IsFixed(method) ? method : null;
    }

    /// <summary>Something that is not constant goes to a sink, or a constant that is a secret.</summary>
    private bool IsWayOut(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return _policy.Sinks.IsSink(call) && call.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue || _policy.LabelOf(null, argument.Value) is not null);
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return _policy.Sinks.IsSink(creation) && creation.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue);
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                return !assignment.Value.ConstantValue.HasValue && _policy.Sinks.IsSink(assignment);
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
                return IsSource(((IFieldReferenceOperation)operation).Field, operation, seen);
            case OperationKind.PropertyReference:
                return _policy.LabelOf(((IPropertyReferenceOperation)operation).Property, operation) is not null;
            case OperationKind.Invocation:
                return _policy.LabelOf(((IInvocationOperation)operation).TargetMethod, operation) is not null;
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

    /// <summary>A variable is the same wherever it is read; a property may be an indexer.</summary>
    private bool IsSource(ISymbol variable, IOperation operation, HashSet<ISymbol> seen) => seen.Add(variable) && _policy.LabelOf(variable, operation) is not null;
}
