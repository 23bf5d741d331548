using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Whether something sensitive is read in a body, or may be brought in by a helper.</summary>
/// <param name="policy">What is a source.</param>
internal sealed class SourceSigns(CardDataPolicy policy)
{
    /// <summary>Those that have been asked for: most are read again and again.</summary>
    private readonly ConcurrentDictionary<ISymbol, bool> _members = new(SameReference.Comparer);

    /// <param name="body">All its operations.</param>
    public bool AreIn(List<BodyOperation> body)
    {
        var seen = new HashSet<ISymbol>(SameReference.Comparer);
        return body.Exists(operation => IsSource(operation, seen));
    }

    /// <param name="body">All its operations.</param>
    public bool MayBeBroughtInto(List<BodyOperation> body) =>
        body.Exists(operation =>
            operation.CalledMethod is { } helper
            && policy.IsRead(helper)
            && (helper.MethodKind == MethodKind.Constructor || policy.CanCarry(helper.ReturnType))
            && policy.MayBring(helper));

    /// <summary>What the policy would call a source where the engine meets it.</summary>
    private bool IsSource(BodyOperation at, HashSet<ISymbol> seen)
    {
        var operation = at.Operation;
        switch (at.Kind)
        {
            case OperationKind.LocalReference:
                return IsSource(((ILocalReferenceOperation)operation).Local, operation, seen);
            case OperationKind.ParameterReference:
                return IsSource(((IParameterReferenceOperation)operation).Parameter, operation, seen);
            case OperationKind.FieldReference:
                return CanBeSource(operation.Type) && IsSource(((IFieldReferenceOperation)operation).Field, operation);
            case OperationKind.PropertyReference:
                return CanBeSource(operation.Type) && IsSource(((IPropertyReferenceOperation)operation).Property, operation);
            case OperationKind.Invocation:
                return CanBeSource(operation.Type) && IsSource(((IInvocationOperation)operation).TargetMethod, operation);
            case OperationKind.Literal:
            case OperationKind.Binary:
                return operation.Type?.SpecialType == SpecialType.System_String && operation.ConstantValue.HasValue && policy.LabelOf(null, operation) is not null;
            case OperationKind.Conversion:
                return !operation.IsImplicit && policy.Types.Holds(operation.Type);
            case OperationKind.InstanceReference:
                return operation.Type is { } self && seen.Add(self) && policy.Types.Holds(self);
            case OperationKind.ObjectCreation:
            case OperationKind.AnonymousObjectCreation:
            case OperationKind.ArrayElementReference:
                return policy.Types.Holds(operation.Type);
            case OperationKind.Tuple:
                return operation.Type is INamedTypeSymbol tuple && tuple.TupleElements.Any(element => policy.Symbols.KindOf(element) != DataKind.None);
            case OperationKind.DynamicMemberReference:
                return policy.LabelOf(null, operation) is not null;
            default:
                return false;
        }
    }

    private static bool CanBeSource(ITypeSymbol? type) => type is not ({
        SpecialType: SpecialType.System_Boolean or SpecialType.System_Void or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_Double or SpecialType.System_Single } or { TypeKind: TypeKind.Enum });

    /// <summary>A member is the same wherever it is read, but for its type arguments, and for what is read by a name in a text.</summary>
    private bool IsSource(ISymbol member, IOperation operation)
    {
        if (_members.TryGetValue(member, out var isSource))
        {
            return isSource;
        }

        isSource = policy.LabelOf(member, operation) is not null;
        if (member.IsDefinition && !NamedReads.MayBe(member))
        {
            _members[member] = isSource;
        }

        return isSource;
    }

    /// <summary>A variable is the same wherever it is read.</summary>
    private bool IsSource(ISymbol variable, IOperation operation, HashSet<ISymbol> seen) => seen.Add(variable) && CanBeSource(operation.Type) && policy.LabelOf(variable, operation) is not null;
}
