using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>
/// What a value shows whole when it is written out: the members of an object that is made here, the elements of a collection, the
/// parts of a text. The result of a call is another value.
/// </summary>
internal static class PartsOf
{
    private const int DeepestNesting = 8;

    public static IEnumerable<IOperation> Value(IOperation value, ValueContext context) => Value(value, context, 0);

    private static IEnumerable<IOperation> Value(IOperation value, ValueContext context, int depth)
    {
        if (depth > DeepestNesting)
        {
            yield break;
        }

        foreach (var possible in PossibleValues.Of(value, context))
        {
            var parts = MembersOf(possible);
            if (parts is null)
            {
                yield return possible;
                continue;
            }

            foreach (var part in parts)
            {
                foreach (var inner in Value(part, context, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<IOperation>? MembersOf(IOperation value) => value switch
    {
        IAnonymousObjectCreationOperation made => made.Initializers.OfType<ISimpleAssignmentOperation>().Select(member => member.Value),
        IObjectCreationOperation made => made.Arguments.Select(argument => argument.Value).Concat(Initializers(made.Initializer)),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ITupleOperation tuple => tuple.Elements,
        IInterpolatedStringOperation { ConstantValue.HasValue: false } text => text.Parts.OfType<IInterpolationOperation>().Select(hole => hole.Expression),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } joined =>
            [joined.LeftOperand, joined.RightOperand],
        IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } } wrapped => wrapped.Arguments.Select(argument => argument.Value),
        _ when OperationKinds.IsCollectionExpression(value) => value.ChildOperations,
        _ => null,
    };

    private static IEnumerable<IOperation> Initializers(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is null
            ? []
            : initializer.Initializers.SelectMany(member => member switch
            {
                ISimpleAssignmentOperation assignment => [assignment.Value],
                IInvocationOperation add => add.Arguments.Select(argument => argument.Value),
                IMemberInitializerOperation nested => Initializers(nested.Initializer),
                _ => Enumerable.Empty<IOperation>(),
            });
}
