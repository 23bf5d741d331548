using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>Every value that a local is given where it is declared and in assignments of its body; <see cref="AssignedOnce"/> is the stricter question.</summary>
internal static class AssignedValues
{
    public static IEnumerable<IOperation> Of(ILocalSymbol local, ValueContext context)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation) is not { } declaration)
        {
            yield break;
        }

        if (declaration is VariableDeclaratorSyntax { Initializer.Value: var initial } && context.OperationOf(initial) is { } first)
        {
            yield return first;
        }

        foreach (var assignment in AssignedOnce.BodyOf(declaration).DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is IdentifierNameSyntax name
                && name.Identifier.ValueText == local.Name
                && context.OperationOf(assignment) is IAssignmentOperation { Target: ILocalReferenceOperation target } operation
                && SymbolEqualityComparer.Default.Equals(target.Local, local))
            {
                yield return operation is ISimpleAssignmentOperation ? operation.Value : operation;
            }
        }
    }
}
