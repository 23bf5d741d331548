using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Whether there is anything to follow in a body: a way out together with something sensitive that is read here, or that a helper may bring. Most bodies of a solution
/// have not both, and are done with after one look at each operation.
/// </summary>
internal sealed class SourceSigns
{
    private readonly CardDataPolicy _policy;

    public SourceSigns(CardDataPolicy policy) => _policy = policy;

    public bool MayLeak(ImmutableArray<IOperation> bodies)
    {
        // Few bodies have a way out; what is read has to be looked at in those alone.
        List<IMethodSymbol>? helpers = null;
        var isOut = HasWayOut(bodies, ref helpers);
        if (!isOut && helpers?.Any(_policy.MayLetOut) != true)
        {
            return false;
        }

        var seen = new HashSet<ISymbol>(SameReference.Comparer);
        return bodies.Any(body => body.DescendantsAndSelf().Any(operation => IsSource(operation, seen))) || (isOut && HelpersIn(bodies).Any(_policy.MayBring));
    }

    /// <param name="helpers">What is called where no way out was found.</param>
    private bool HasWayOut(ImmutableArray<IOperation> bodies, ref List<IMethodSymbol>? helpers)
    {
        foreach (var body in bodies)
        {
            foreach (var operation in body.DescendantsAndSelf())
            {
                if (IsWayOut(operation))
                {
                    return true;
                }

                if (operation.Kind != OperationKind.PropertyReference && HelperAt(operation) is { } helper)
                {
                    (helpers ??= []).Add(helper);
                }
            }
        }

        return false;
    }

    private static IEnumerable<IMethodSymbol> HelpersIn(ImmutableArray<IOperation> bodies) =>
        bodies.SelectMany(body => body.DescendantsAndSelf()).Select(HelperAt).OfType<IMethodSymbol>();

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
