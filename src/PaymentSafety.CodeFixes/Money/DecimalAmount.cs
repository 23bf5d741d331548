using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Money;

namespace PaymentSafety.CodeFixes.Money;

/// <summary>Writes arithmetic again in decimal, as C# text.</summary>
internal static class DecimalAmount
{
    /// <summary>The expression as a whole number of minor units, rounded once.</summary>
    public static ExpressionSyntax Rounded(ITypeSymbol type, string number, ExpressionSyntax replaced, SemanticModel model)
    {
        var (name, rounding) = (type.ToMinimalDisplayString(model, replaced.SpanStart), SystemNames.At(model, replaced.SpanStart, "MidpointRounding"));
        return SyntaxFactory.ParseExpression($"({name})decimal.Round({number}, 0, {rounding}.AwayFromZero)").WithTriviaFrom(replaced);
    }

    /// <summary>The same number computed in decimal: what is read in floating point is converted where it is read.</summary>
    public static string Of(ExpressionSyntax expression, SemanticModel model)
    {
        expression = WithoutRounding(expression, model);
        if (expression is BinaryExpressionSyntax binary && binary.OperatorToken.ValueText is "+" or "-" or "*" or "/")
        {
            var (left, right) = (Of(binary.Left, model), Of(binary.Right, model));
            return $"{left} {binary.OperatorToken.ValueText} {right}";
        }

        if (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            return $"({Of(parenthesized.Expression, model)})";
        }

        var type = model.GetTypeInfo(expression).Type;
        return expression switch
        {
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } literal => literal.Token.Text.TrimEnd('d', 'D', 'f', 'F', 'm', 'M', 'l', 'L') + "m",
            CastExpressionSyntax cast when model.GetTypeInfo(cast).Type.IsFloatingPoint() => Of(cast.Expression, model),
            _ when type.IsFloatingPoint() => $"({Name(type!, "decimal")}){Primary(expression)}",
            _ => expression.ToString(),
        };
    }

    /// <summary>Rounding to whole numbers happens once, at the end.</summary>
    private static ExpressionSyntax WithoutRounding(ExpressionSyntax expression, SemanticModel model) =>
        expression is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Round" } method && method.IsRounding()
        && arguments.Skip(1).All(argument => argument.Expression is LiteralExpressionSyntax { Token.Value: 0 } || model.GetTypeInfo(argument.Expression).Type?.Name == "MidpointRounding")
            ? arguments[0].Expression
            : expression;

    private static string Name(ITypeSymbol type, string name) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? name + "?" : name;

    private static string Primary(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax ? expression.ToString() : $"({expression})";
}
