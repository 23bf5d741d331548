using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Whether there is a way out of a body, in it or in a helper that it gives something: the one question that is asked of each body of a solution.</summary>
/// <param name="policy">What is a way out.</param>
internal sealed class ExitSigns(CardDataPolicy policy)
{
    /// <summary>By definition: asked at every call.</summary>
    private readonly ConcurrentDictionary<ISymbol, Roles> _roles = new(SameReference.Comparer);

    /// <summary>Whether there is one in the bodies that have been looked at: what they do as helpers of the ones that come after is known then.</summary>
    private readonly ConcurrentDictionary<ISymbol, bool> _isIn = new(SameReference.Comparer);

    /// <summary>What a method does with what it is given.</summary>
    [Flags]
    private enum Roles : byte
    {
        None = 0,

        /// <summary>It is a way out.</summary>
        LetsOut = 1,

        /// <summary>It is one for some of those it is called on.</summary>
        MayLetOut = 2,

        /// <summary>It is a helper: the engine reads its body.</summary>
        IsHelper = 4,
    }

    /// <summary>Where a body has one.</summary>
    /// <param name="owner">Whose body it is.</param>
    /// <param name="body">All its operations.</param>
    public Exit Of(ISymbol owner, List<BodyOperation> body)
    {
        var exit = Of(body);
        _isIn[owner] = exit == Exit.Here;
        return exit;
    }

    private Exit Of(List<BodyOperation> body)
    {
        var exit = Exit.Nowhere;
        foreach (var operation in body)
        {
            switch (At(operation, exit))
            {
                case Exit.Here:
                    return Exit.Here;
                case Exit.InHelper:
                    exit = Exit.InHelper;
                    break;
            }
        }

        return exit;
    }

    /// <summary>Whether a helper of a body has a way out, as far as its text tells: read last, because few bodies have anything sensitive to give to one.</summary>
    /// <param name="body">All its operations.</param>
    public bool AreInHelpers(List<BodyOperation> body) =>
        body.Exists(operation => At(operation, Exit.Nowhere) == Exit.InHelper && operation.CalledMethod is { } helper && policy.MayLetOut(helper));

    /// <summary>Something that is not constant goes to a sink, or a constant that is a secret.</summary>
    /// <param name="operation">One of the body's.</param>
    /// <param name="known">What has been found before it: one helper is as good as another.</param>
    private Exit At(BodyOperation operation, Exit known)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation.Operation;
                return RolesOf(call.TargetMethod) is var roles and not Roles.None ? At(call, roles, known) : Exit.Nowhere;
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation.Operation;
                return creation.Constructor is { } constructor && RolesOf(constructor) is var role and not Roles.None ? At(creation, role, known) : Exit.Nowhere;
            case OperationKind.MethodReference:
                var method = ((IMethodReferenceOperation)operation.Operation).Method;
                return known == Exit.Nowhere && RolesOf(method).HasFlag(Roles.IsHelper) && method.Parameters.Any(parameter => policy.CanCarry(parameter.Type)) && MayLetOut(method) ? Exit.InHelper : Exit.Nowhere;
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                return policy.Sinks.IsSink(assignment) && !assignment.Value.ConstantValue.HasValue ? Exit.Here : Exit.Nowhere;
            default:
                return Exit.Nowhere;
        }
    }

    private Exit At(IInvocationOperation call, Roles roles, Exit known) =>
        (roles.HasFlag(Roles.LetsOut) || (roles.HasFlag(Roles.MayLetOut) && SinkFinder.IsDelegateOrFilling(call)))
            && call.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue || policy.LabelOf(null, argument.Value) is not null) ? Exit.Here
        : roles.HasFlag(Roles.IsHelper) && known == Exit.Nowhere && AnyCarries(call.Arguments) && MayLetOut(call.TargetMethod) ? Exit.InHelper
        : Exit.Nowhere;

    private Exit At(IObjectCreationOperation creation, Roles roles, Exit known) =>
        roles.HasFlag(Roles.LetsOut) && creation.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue) ? Exit.Here
        : roles.HasFlag(Roles.IsHelper) && known == Exit.Nowhere && AnyCarries(creation.Arguments) && MayLetOut(creation.Constructor!) ? Exit.InHelper
        : Exit.Nowhere;

    /// <summary>What a helper lets out that it was not given is found in the helper.</summary>
    private bool AnyCarries(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!argument.Value.ConstantValue.HasValue && (argument.Value.Type is not { } type || policy.CanCarry(type)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nobody has looked at its body yet, or there is a way out in it.</summary>
    private bool MayLetOut(IMethodSymbol helper) => !_isIn.TryGetValue(helper.OriginalDefinition, out var isIn) || isIn;

    private Roles RolesOf(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        if (!_roles.TryGetValue(definition, out var roles))
        {
            _roles[definition] = roles = (policy.Sinks.IsSink(definition) ? Roles.LetsOut : Roles.None)
                | (SinkFinder.IsDelegateOrAdder(definition) ? Roles.MayLetOut : Roles.None)
                | (policy.IsRead(definition) ? Roles.IsHelper : Roles.None);
        }

        return roles;
    }
}
