using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Whether something sensitive is read in a body, or may be brought in by a helper.</summary>
internal sealed class SourceSigns
{
    private readonly CardDataPolicy _policy;
    private readonly IAssemblySymbol _compiled;

    /// <summary>By definition: asked at every read.</summary>
    private readonly ConcurrentDictionary<ISymbol, Reading> _readings = new(SameReference.Comparer);

    /// <param name="policy">What is a source.</param>
    /// <param name="compiled">Whose methods the engine reads.</param>
    public SourceSigns(CardDataPolicy policy, IAssemblySymbol compiled)
    {
        _policy = policy;
        _compiled = compiled;
    }

    /// <summary>What the declaration of a member says of its value.</summary>
    private enum Reading : byte
    {
        /// <summary>No more than its type.</summary>
        OfType,

        /// <summary>It may be told by a name that the read is given.</summary>
        ByName,

        /// <summary>It is something sensitive.</summary>
        OfSource,
    }

    /// <param name="bodies">The blocks of one body.</param>
    public bool AreIn(ImmutableArray<IOperation> bodies)
    {
        var seen = new HashSet<ISymbol>(SameReference.Comparer);
        foreach (var body in bodies)
        {
            foreach (var operation in body.DescendantsAndSelf())
            {
                if (IsSource(operation, seen))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <param name="bodies">The blocks of one body.</param>
    public bool MayBeBroughtInto(ImmutableArray<IOperation> bodies) =>
        bodies.SelectMany(body => body.DescendantsAndSelf()).Any(operation =>
            MethodAt(operation) is { } helper && SameReference.Comparer.Equals(helper.ContainingAssembly, _compiled) && _policy.MayBring(helper) && DeclaredBodies.IsFixed(helper));

    private static IMethodSymbol? MethodAt(IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation => ((IInvocationOperation)operation).TargetMethod,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor,
        OperationKind.MethodReference => ((IMethodReferenceOperation)operation).Method,
        OperationKind.PropertyReference => ((IPropertyReferenceOperation)operation).Property.GetMethod,
        _ => null,
    };

    /// <summary>What the policy would call a source where the engine meets it.</summary>
    private bool IsSource(IOperation operation, HashSet<ISymbol> seen)
    {
        switch (operation.Kind)
        {
            case OperationKind.LocalReference:
                return CanBeSource(operation.Type) && IsSource(((ILocalReferenceOperation)operation).Local, operation, seen);
            case OperationKind.ParameterReference:
                return CanBeSource(operation.Type) && IsSource(((IParameterReferenceOperation)operation).Parameter, operation, seen);
            case OperationKind.FieldReference:
                return CanBeSource(operation.Type) && IsSource(((IFieldReferenceOperation)operation).Field, operation);
            case OperationKind.PropertyReference:
                return CanBeSource(operation.Type) && IsSource(((IPropertyReferenceOperation)operation).Property, operation);
            case OperationKind.Invocation:
                return CanBeSource(operation.Type) && IsSource(((IInvocationOperation)operation).TargetMethod, operation);
            case OperationKind.Literal:
            case OperationKind.Binary:
                return operation.Type?.SpecialType == SpecialType.System_String && operation.ConstantValue.HasValue && _policy.LabelOf(null, operation) is not null;
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

    private static bool CanBeSource(ITypeSymbol? type) => type is not ({
        SpecialType: SpecialType.System_Boolean or SpecialType.System_Void or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_Double or SpecialType.System_Single } or { TypeKind: TypeKind.Enum });

    /// <summary>A member says the same wherever it is read, but for its type arguments, and for what is read by a name in a text.</summary>
    private bool IsSource(ISymbol member, IOperation operation)
    {
        if (operation.ConstantValue.HasValue)
        {
            return _policy.LabelOf(member, operation) is not null;
        }

        var definition = member.OriginalDefinition;
        if (!_readings.TryGetValue(definition, out var reading))
        {
            _readings[definition] = reading = _policy.Symbols.KindOf(definition) != DataKind.None ? Reading.OfSource : NamedReads.MayBe(definition) ? Reading.ByName : Reading.OfType;
        }

        return reading == Reading.OfSource || _policy.Types.Holds(operation.Type) || (reading == Reading.ByName && NamedReads.KindOf(operation) != DataKind.None);
    }

    /// <summary>A variable is the same wherever it is read.</summary>
    private bool IsSource(ISymbol variable, IOperation operation, HashSet<ISymbol> seen) => seen.Add(variable) && _policy.LabelOf(variable, operation) is not null;
}
