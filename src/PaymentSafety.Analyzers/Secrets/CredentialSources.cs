using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// What a credential that reaches Stripe.net can be. Beside the possible values of the expression: what a setting is when nobody
/// set it, because the constant of a settings class, or behind a missing configuration value, is a key that works.
/// </summary>
internal static class CredentialSources
{
    private const int MostSteps = 8;

    public static IEnumerable<IOperation> Of(IOperation value, ValueContext context) => Of(value, context, 0);

    private static IEnumerable<IOperation> Of(IOperation value, ValueContext context, int steps)
    {
        foreach (var possible in PossibleValues.Of(value, context))
        {
            if (steps < MostSteps && Behind(possible, context) is { } behind)
            {
                foreach (var source in Of(behind, context, steps + 1))
                {
                    yield return source;
                }
            }
            else
            {
                yield return possible;
            }
        }
    }

    private static IOperation? Behind(IOperation value, ValueContext context) => value switch
    {
        { ConstantValue.HasValue: true } => null,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => InitialValue(property, context),
        IFieldReferenceOperation { Field: var field } => InitialValue(field, context),
        IInvocationOperation { TargetMethod: { Name: "Trim" or "TrimStart" or "TrimEnd" or "ToString", ContainingType.SpecialType: SpecialType.System_String } } call => call.Instance,
        IInvocationOperation { TargetMethod: { Name: "GetValue", ContainingType.Name: "ConfigurationBinder" } } call =>
            call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "defaultValue" && argument.ArgumentKind == ArgumentKind.Explicit)?.Value,
        _ => null,
    };

    private static IOperation? InitialValue(ISymbol member, ValueContext context)
    {
        if (member.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        var initializer = member.DeclaringSyntaxReferences[0].GetSyntax(context.Cancellation) switch
        {
            PropertyDeclarationSyntax property => property.Initializer,
            VariableDeclaratorSyntax field => field.Initializer,
            _ => null,
        };
        return initializer is null ? null : context.OperationOf(initializer.Value);
    }
}
