using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Values;

/// <summary>
/// The expressions that a value can come from: both sides of <c>??</c> and <c>?:</c>, the arms of a switch, the initialiser of a
/// variable that is written once, the default of a parameter.
/// </summary>
internal static class PossibleValues
{
    private const int DeepestNesting = 32;

    public static IEnumerable<IOperation> Of(IOperation value, ValueContext context) => Of(value, context, 0);

    private static IEnumerable<IOperation> Of(IOperation value, ValueContext context, int depth)
    {
        if (depth > DeepestNesting)
        {
            return [];
        }

        return value switch
        {
            // A constant is itself, whatever it is called.
            { ConstantValue.HasValue: true } => [value],
            // A conversion that is not asked for wraps the value: ActionResult<T>, AnyOf<T1, T2>.
            IConversionOperation { OperatorMethod: null } or IConversionOperation { Conversion.IsImplicit: true } => From(((IConversionOperation)value).Operand),
            IParenthesizedOperation parenthesized => From(parenthesized.Operand),
            ICoalesceOperation coalesce => From(coalesce.Value).Concat(From(coalesce.WhenNull)),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => From(conditional.WhenTrue).Concat(From(whenFalse)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => From(arm.Value)),
            ISimpleAssignmentOperation assignment => From(assignment.Value),
            ICoalesceAssignmentOperation assignment => From(assignment.Target).Concat(From(assignment.Value)),
            IAwaitOperation awaited => From(awaited.Operation),
            ILocalReferenceOperation local => Variable(local.Local),
            IFieldReferenceOperation field => Variable(field.Field),
            IPropertyReferenceOperation property => Variable(property.Property),
            IParameterReferenceOperation parameter => Default(parameter.Parameter),
            _ => [value],
        };

        IEnumerable<IOperation> From(IOperation inner) => Of(inner, context, depth + 1);

        IEnumerable<IOperation> Variable(ISymbol variable) =>
            AssignedOnce.ValueOf(variable, context) is { } initial ? From(initial) : [value];

        // The parameter itself stays a possible value: callers may give another one.
        IEnumerable<IOperation> Default(IParameterSymbol parameter) =>
            parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string, DeclaringSyntaxReferences: { Length: 1 } references }
                && references[0].GetSyntax(context.Cancellation) is ParameterSyntax { Default.Value: var syntax }
                && context.OperationOf(syntax) is { } initial
                ? [value, .. From(initial)]
                : [value];
    }
}
