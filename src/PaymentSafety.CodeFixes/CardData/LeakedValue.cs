using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.CodeFixes.CardData;

/// <summary>
/// The expression that a fix replaces: where the value is read, if that is a part of what leaves; else what leaves, if it is a variable. What was put into a text some lines before may have
/// other uses, and is left to its author.
/// </summary>
internal sealed class LeakedValue
{
    private readonly SemanticModel _model;

    private LeakedValue(ExpressionSyntax expression, SemanticModel model) => (Expression, _model) = (expression, model);

    public ExpressionSyntax Expression { get; }

    public static async Task<LeakedValue?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var (location, additional) = await DiagnosticNodes.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false);
        var value = location as ExpressionSyntax ?? (location as ArgumentSyntax)?.Expression;
        if (value is null || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var inside = additional.OfType<ExpressionSyntax>().FirstOrDefault(origin => value.Span.Contains(origin.Span));
        var expression = inside ?? value;

        // A name behind a dot is read together with what stands before it.
        while ((expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression) || (expression.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == expression))
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return IsRead(expression) ? new LeakedValue(expression, model) : null;
    }

    /// <summary>What can stand in its place, the best one first.</summary>
    public IEnumerable<(string Title, string Key, string Replacement)> Replacements(CancellationToken cancellation)
    {
        if (_model.GetTypeInfo(Expression, cancellation).Type is not { } type)
        {
            yield break;
        }

        if (IdInPlace(type, cancellation) is { } id)
        {
            yield return ($"Use {id}", CardDataFixer.Id, id);
        }
        else if (_model.GetSymbolInfo(Expression, cancellation).Symbol is { } symbol && SensitiveSymbols.KindOfName(symbol.Name) is DataKind.Secret or DataKind.ClientSecret or DataKind.AuthenticationData)
        {
            // What of it could stay, nobody knows.
            yield break;
        }
        else if (type.SpecialType is SpecialType.System_String or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Decimal)
        {
            var text = type.SpecialType == SpecialType.System_String ? Expression.WithoutTrivia().ToString() : $"{Operand()}.ToString()";
            if (ProjectMask.Find(_model, Expression.SpanStart, cancellation) is { } mask)
            {
                yield return ($"Mask it with {mask}", CardDataFixer.Mask, $"{mask}({text})");
            }

            yield return ("Keep the last four digits", CardDataFixer.LastFour, LastFour(type.SpecialType == SpecialType.System_String ? Operand() : text));
        }
    }

    private static bool IsRead(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
        && expression.Parent is not ConditionalAccessExpressionSyntax
        && !(expression.Parent is AssignmentExpressionSyntax assignment && assignment.Left == expression);

    /// <summary>An object gives way to its id, a client secret to the id of its payment.</summary>
    private string? IdInPlace(ITypeSymbol type, CancellationToken cancellation)
    {
        if (type.SpecialType == SpecialType.None && HasId(type))
        {
            return Operand() + ".Id";
        }

        return Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ClientSecret", Expression: var owner }
            && _model.GetTypeInfo(owner, cancellation).Type is { } holder
            && HasId(holder)
            ? owner.WithoutTrivia() + ".Id"
            : null;
    }

    private static bool HasId(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Id").Any(member => member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }))
            {
                return true;
            }
        }

        return false;
    }

    private string LastFour(string text)
    {
        var hasRanges = ((CSharpParseOptions)Expression.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp8 && _model.Compilation.FindBestType("System.Range") is not null;
        return Expression is ConditionalAccessExpressionSyntax ? hasRanges ? $"{text}?[^4..]" : $"{text}?.Substring(12)"
            : hasRanges ? $"{text}[^4..]"
            : $"{text}.Substring({text}.Length - 4)";
    }

    /// <summary>The expression where a dot can follow it.</summary>
    private string Operand() => Expression is ConditionalAccessExpressionSyntax ? $"({Expression.WithoutTrivia()})" : Expression.WithoutTrivia().ToString();
}
