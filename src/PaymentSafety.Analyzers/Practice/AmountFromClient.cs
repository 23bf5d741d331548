using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Money;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Analyzers.Web;

namespace PaymentSafety.Analyzers.Practice;

/// <summary>PAY5005: the browser says what it wants to pay, and Stripe is told so.</summary>
internal sealed class AmountFromClient(StripeContext stripe)
{
    private readonly Endpoints _endpoints = new(stripe);

    public Diagnostic? Find(ISimpleAssignmentOperation assignment, ValueContext context)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || !StripeAmounts.IsSent(property))
        {
            return null;
        }

        foreach (var part in Numbers.Computation(assignment.Value, context))
        {
            if (BoundBy(part) is { } parameter && IsNumber(part.Type) && IsBound(parameter, assignment) && !IsCounted(part) && !IsChecked(part, assignment.Syntax))
            {
                return Diagnostic.Create(Rules.AmountFromClient, assignment.Value.Syntax.GetLocation(), part.Syntax.ToString());
            }
        }

        return null;
    }

    /// <summary>The parameter itself, or the one whose member it is.</summary>
    private static IParameterSymbol? BoundBy(IOperation value) => value switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IPropertyReferenceOperation { Instance: { } instance } => BoundBy(instance.Unconverted()),
        _ => null,
    };

    private bool IsBound(IParameterSymbol parameter, IOperation assignment)
    {
        if (parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromServicesAttribute") || parameter.Type.TypeKind == TypeKind.Interface)
        {
            return false;
        }

        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.LambdaMethod })
        {
            for (var outer = assignment.Parent; outer is not null; outer = outer.Parent)
            {
                if (outer is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol))
                {
                    return Endpoints.IsMapped(lambda);
                }
            }

            return false;
        }

        return parameter.ContainingSymbol is IMethodSymbol method && _endpoints.IsAction(method);
    }

    private static bool IsNumber(ITypeSymbol? type) => type.IsWhole() || type.IsDecimal() || type.IsFloatingPoint();

    /// <summary>How many is the customer's to say.</summary>
    private static bool IsCounted(IOperation value) => MoneyNames.IsSomethingElse(value.ReferencedSymbol());

    /// <summary>Compared with something in the body, whatever it is compared with; a donation has a least and a most.</summary>
    private static bool IsChecked(IOperation value, SyntaxNode place)
    {
        var text = value.Syntax.ToString();
        return AssignedOnce.BodyOf(place).DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression or (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
                comparison.Left.ToString().Contains(text) || comparison.Right.ToString().Contains(text),
            IsPatternExpressionSyntax pattern => pattern.Expression.ToString().Contains(text),
            SwitchExpressionSyntax choice => choice.GoverningExpression.ToString() == text,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument => argument.Expression.ToString() == text && call.Expression.ToString() is var called && (called.Contains("Validate") || called.Contains("Clamp") || called.Contains("Check") || called.Contains("ThrowIf")),
            _ => false,
        });
    }
}
