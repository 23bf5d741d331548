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

    /// <summary>What a variable can be, by the definition of its type.</summary>
    private readonly ConcurrentDictionary<ISymbol, VariableSign> _variables = new(SameReference.Comparer);

    /// <summary>The set that no body has at the moment.</summary>
    private HashSet<ISymbol>? _seen;

    private enum VariableSign : byte
    {
        None,

        /// <summary>What its name says.</summary>
        Named,

        /// <summary>An object that holds something.</summary>
        Holder,
    }

    /// <param name="body">All its operations.</param>
    public bool AreIn(List<BodyOperation> body)
    {
        var seen = Interlocked.Exchange(ref _seen, null) ?? new(SameReference.Comparer);
        var isIn = body.Exists(operation => IsSource(operation, seen));
        seen.Clear();
        _seen = seen;
        return isIn;
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
                return SignOf(operation.Type) is var local and not VariableSign.None && IsSource(local, ((ILocalReferenceOperation)operation).Local, operation, seen);
            case OperationKind.ParameterReference:
                // One of any type may have an attribute.
                return CanBeSource(operation.Type) && IsSource(SignOf(operation.Type), ((IParameterReferenceOperation)operation).Parameter, operation, seen);
            case OperationKind.FieldReference:
                return IsSource(((IFieldReferenceOperation)operation).Field, operation);
            case OperationKind.PropertyReference:
                return IsSource(((IPropertyReferenceOperation)operation).Property, operation);
            case OperationKind.Invocation:
                return IsSource(((IInvocationOperation)operation).TargetMethod, operation);
            case OperationKind.Literal:
            case OperationKind.Binary:
                return operation.Type?.SpecialType == SpecialType.System_String && operation.ConstantValue.HasValue && policy.LabelOf(null, operation) is not null;
            case OperationKind.Conversion:
                return !operation.IsImplicit && Holds(operation);
            case OperationKind.InstanceReference:
            case OperationKind.ObjectCreation:
            case OperationKind.AnonymousObjectCreation:
            case OperationKind.ArrayElementReference:
                return Holds(operation);
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

    /// <summary>A member is the same wherever it is read, but for its type arguments, for what is read by a name in a text, and where nothing but a member of it is read.</summary>
    private bool IsSource(ISymbol member, IOperation operation)
    {
        if (_members.TryGetValue(member, out var isSource))
        {
            return isSource;
        }

        if (operation.ConstantValue.HasValue)
        {
            isSource = policy.LabelOf(member, operation) is not null;
        }
        else if (CanBeSource(operation.Type))
        {
            isSource = policy.KindOf(member, operation) != DataKind.None;
            if (!isSource && IsTakenApart(operation))
            {
                return false;
            }

            isSource = isSource || policy.Types.Holds(operation.Type);
        }

        if (member.IsDefinition && !NamedReads.MayBe(member))
        {
            _members[member] = isSource;
        }

        return isSource;
    }

    /// <summary>A variable is the same wherever it is read.</summary>
    private bool IsSource(VariableSign sign, ISymbol variable, IOperation operation, HashSet<ISymbol> seen) =>
        sign == VariableSign.Holder
        || (seen.Add(variable) && (operation.ConstantValue.HasValue ? policy.LabelOf(variable, operation) is not null : policy.KindOf(variable, operation) != DataKind.None));

    private VariableSign SignOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { IsGenericType: false })
        {
            return JudgeBy(type);
        }

        // The one object for Name and Name?.
        var definition = type.OriginalDefinition;
        if (!_variables.TryGetValue(definition, out var sign))
        {
            _variables[definition] = sign = JudgeBy(definition);
        }

        return sign;
    }

    private VariableSign JudgeBy(ITypeSymbol? type) =>
        policy.Types.Holds(type) ? VariableSign.Holder
        : type is null || (CanBeSource(type) && policy.Symbols.CanTell(type)) ? VariableSign.Named
        : VariableSign.None;

    private bool Holds(IOperation whole) => !IsTakenApart(whole) && policy.Types.Holds(whole.Type);

    /// <summary>Where one member of an object is read, it does not matter what else the object holds.</summary>
    private static bool IsTakenApart(IOperation whole) =>
        whole.Parent is { Kind: OperationKind.FieldReference or OperationKind.PropertyReference } reader && !CardDataPolicy.IsTransparent(((IMemberReferenceOperation)reader).Member);
}
