using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>PAY5004: an amount is multiplied by 100 though its currency has no cents; milder where the currency is not known and nothing looks at it.</summary>
internal static class ZeroDecimalCurrency
{
    private static readonly string[] Looks = ["ZeroDecimal", "MinorUnit", "Exponent", "DecimalPlaces", "Multiplier", "Fraction"];

    public static void Report(ISimpleAssignmentOperation amount, ValueContext context, ProjectFacts project, Action<Diagnostic> report)
    {
        if (Numbers.Computation(amount.Value, context).FirstOrDefault(part => part.Factors() is { } factors && (factors.Left.IsHundred() || factors.Right.IsHundred())) is not { } product
            || CurrencyOf(amount, context) is not { } currency)
        {
            return;
        }

        var possible = PossibleValues.Of(currency, context).Select(value => Lowered(value, context)).ToArray();
        var known = possible.Select(value => value.ConstantValue is { HasValue: true, Value: string text } ? text : null).OfType<string>().ToArray();
        var odd = known.FirstOrDefault(text => MinorUnits.PlacesOf(text) != 2);
        if (odd is not null)
        {
            Create(lowered: false, $"and {odd.ToUpperInvariant()} has {(MinorUnits.PlacesOf(odd) == 0 ? "no minor unit" : "three places")}");
        }
        else if (known.Length == 0 && possible.All(value => IsUnknown(value) && !IsLookedAt(value, amount.Syntax)))
        {
            Create(lowered: true, "whatever the currency is");
        }

        void Create(bool lowered, string reason) =>
            report(Diagnostic.Create(Rules.ZeroDecimalCurrency, product.Syntax.GetLocation(), project.SeverityOf(Rules.ZeroDecimalCurrency, lowered), additionalLocations: null, properties: null, product.Syntax.ToString(), reason));
    }

    /// <summary>What the Currency beside the amount is set to: in the same initialiser, or on the same variable.</summary>
    private static IOperation? CurrencyOf(ISimpleAssignmentOperation amount, ValueContext context)
    {
        if (amount.Parent is IObjectOrCollectionInitializerOperation initializer)
        {
            return initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(sibling => sibling.Target is IPropertyReferenceOperation { Property.Name: "Currency" })?.Value;
        }

        return amount.Target is IPropertyReferenceOperation { Instance: { } instance } && instance.ReferencedSymbol() is { } owner
            ? AssignedOnce.BodyOf(amount.Syntax).DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(sibling => sibling.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Currency", Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == owner.Name)
                .Select(sibling => context.OperationOf(sibling.Right))
                .FirstOrDefault(value => value is not null)
            : null;
    }

    /// <summary><c>currency.ToLower()</c> is the currency.</summary>
    private static IOperation Lowered(IOperation value, ValueContext context) =>
        value is IInvocationOperation { TargetMethod: { Name: "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim" }, Instance: { } text }
            ? PossibleValues.Of(text, context).Select(inner => Lowered(inner, context)).First()
            : value;

    private static bool IsUnknown(IOperation value) => value.ReferencedSymbol() is IParameterSymbol or IPropertySymbol;

    /// <summary>Whether the body does more with the currency than to hand it on: compares it, looks it up, asks a helper about it.</summary>
    private static bool IsLookedAt(IOperation currency, SyntaxNode amount)
    {
        var name = currency.ReferencedSymbol()!.Name;
        var body = AssignedOnce.BodyOf(amount);
        return body.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && Looks.Any(word => token.ValueText.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            || body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name && IsLook(use));
    }

    private static bool IsLook(IdentifierNameSyntax use)
    {
        SyntaxNode expression = use;
        while (expression.Parent is MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax
            || expression.Parent is InvocationExpressionSyntax call && call.Expression == expression)
        {
            expression = expression.Parent;
            if (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" or "StartsWith" or "Contains" } })
            {
                return true;
            }
        }

        return expression.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => !comparison.Right.IsKind(SyntaxKind.NullLiteralExpression),
            IsPatternExpressionSyntax or SwitchExpressionSyntax or SwitchStatementSyntax => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } => !called.ToString().Contains("Log") && !called.ToString().Contains("IsNullOr") && !called.ToString().Contains("WriteLine"),
            ArgumentSyntax { Parent: BracketedArgumentListSyntax } => true,
            _ => false,
        };
    }
}
