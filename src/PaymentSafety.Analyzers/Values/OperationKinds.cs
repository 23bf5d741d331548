using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Values;

/// <summary>
/// Operations that newer compilers make and the Roslyn that this is built on has no name for. They are known by number, and their
/// parts by ChildOperations.
/// </summary>
internal static class OperationKinds
{
    /// <summary>OperationKind.CollectionExpression, C# 12.</summary>
    private const int CollectionExpression = 127;

    public static bool IsCollectionExpression(IOperation operation) => (int)operation.Kind == CollectionExpression;
}
