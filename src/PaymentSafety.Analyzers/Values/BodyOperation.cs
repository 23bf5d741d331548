using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>An operation of a body, with its kind: a hundred classes answer for theirs, and each operation of a solution is asked more than once.</summary>
internal readonly struct BodyOperation(IOperation operation)
{
    public IOperation Operation { get; } = operation;

    public OperationKind Kind { get; } = operation.Kind;

    /// <summary>The method that runs there, or that a delegate is made of.</summary>
    public IMethodSymbol? CalledMethod => Kind switch
    {
        OperationKind.Invocation => ((IInvocationOperation)Operation).TargetMethod,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)Operation).Constructor,
        OperationKind.MethodReference => ((IMethodReferenceOperation)Operation).Method,
        OperationKind.PropertyReference => ((IPropertyReferenceOperation)Operation).Property.GetMethod,
        _ => null,
    };
}

internal static class BodyOperations
{
    /// <summary>Adds every operation of a body, with those of the functions in it: quicker than to descend into it more than once.</summary>
    /// <param name="all">An empty list.</param>
    /// <param name="blocks">Of one body.</param>
    public static void AddAll(this List<BodyOperation> all, ImmutableArray<IOperation> blocks)
    {
        foreach (var block in blocks)
        {
            all.Add(new BodyOperation(block));
        }

        for (var i = 0; i < all.Count; i++)
        {
            if (IsLeaf(all[i].Kind))
            {
                continue;
            }

            foreach (var child in all[i].Operation.ChildOperations)
            {
                all.Add(new BodyOperation(child));
            }
        }
    }

    /// <summary>Nearly half of all operations.</summary>
    private static bool IsLeaf(OperationKind kind) => kind is OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference;
}
