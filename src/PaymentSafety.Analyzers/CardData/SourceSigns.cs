using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Whether there is anything to follow in a body: a way out together with something sensitive that is read here, or that a helper may bring. Most bodies of a solution
/// have not both, and are done with after one look at each operation.
/// </summary>
internal sealed class SourceSigns
{
    private readonly CardDataPolicy _policy;
    private readonly Lazy<HashSet<string>> _names;
    private readonly IdentifierSearch _search;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _mayBring = new(SymbolEqualityComparer.Default);
    private readonly Func<IMethodSymbol, bool> _looksSensitive;

    public SourceSigns(CardDataPolicy policy, StripeContext stripe)
    {
        _policy = policy;
        _names = new(() => new NamesOfSources(policy, stripe).Collect());
        _search = new(name => SensitiveSymbols.KindOfName(name) != DataKind.None || _names.Value.Contains(name));
        _looksSensitive = method => method.DeclaringSyntaxReferences.Any(_search.IsIn);
    }

    public bool MayLeak(ImmutableArray<IOperation> bodies)
    {
        var (isOut, isSource, isGiven) = (false, false, false);
        List<IMethodSymbol>? helpers = null;
        foreach (var body in bodies)
        {
            foreach (var operation in body.DescendantsAndSelf())
            {
                isSource = isSource || IsSource(operation);
                isOut = isOut || IsWayOut(operation);
                if (isOut && isSource)
                {
                    return true;
                }

                if (HelperAt(operation) is { } helper)
                {
                    isGiven = isGiven || operation is not IPropertyReferenceOperation;
                    (helpers ??= []).Add(helper);
                }
            }
        }

        // What is read here may leave in a helper; what leaves here may be read in one.
        return isSource ? isGiven : isOut && helpers is not null && helpers.Any(MayBring);
    }

    private bool MayBring(IMethodSymbol helper) => _mayBring.GetOrAdd(helper.OriginalDefinition, _looksSensitive);

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
    private bool IsSource(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.LocalReference:
            case OperationKind.ParameterReference:
            case OperationKind.FieldReference:
            case OperationKind.PropertyReference:
            case OperationKind.Invocation:
                return _policy.LabelOf(operation.ReferencedSymbol() ?? ((IInvocationOperation)operation).TargetMethod, operation) is not null;
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
}
