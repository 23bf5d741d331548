using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Core;

namespace PaymentSafety.CodeFixes.Secrets;

/// <summary>
/// The change of text that takes one credential out of a source. The value is never moved elsewhere: what is left reads a setting,
/// or says where one was.
/// </summary>
internal sealed class CredentialEdit
{
    private CredentialEdit(ExpressionSyntax? expression, TextSpan credential, ConstantField? constant)
    {
        Expression = expression;
        Credential = credential;
        Constant = constant;
    }

    /// <summary>The expression that gives the credential; null in a comment.</summary>
    public ExpressionSyntax? Expression { get; }

    public TextSpan Credential { get; }

    /// <summary>The constant that has to become a readonly field first.</summary>
    private ConstantField? Constant { get; }

    /// <summary>Null where the language wants a constant, so that nothing can be read there.</summary>
    public static async Task<CredentialEdit?> CreateAsync(Document document, TextSpan credential, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var token = root.FindToken(credential.Start);
        if (!token.Span.Contains(credential.Start))
        {
            return new CredentialEdit(null, credential, null);
        }

        var expression = token.IsKind(SyntaxKind.InterpolatedStringTextToken) && token.Span.Contains(credential)
            ? token.Parent!.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>()
            : root.FindNode(credential, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>();
        if (expression is null || expression.IsKind(SyntaxKind.Utf8StringLiteralExpression) || expression.Parent is NameColonSyntax)
        {
            return null;
        }

        if (expression is IdentifierNameSyntax or MemberAccessExpressionSyntax)
        {
            // A variable brings it here: its value is what has to go.
            expression = await InitializerAsync(document, expression, cancellation).ConfigureAwait(false);
            if (expression is null)
            {
                return null;
            }

            credential = expression.Span;
        }

        if (await TakesItsCharactersFromElsewhereAsync(document, expression, cancellation).ConfigureAwait(false))
        {
            return null;
        }

        if (ConstantField.Of(expression) is { } constant)
        {
            return await constant.CanBeReadonlyAsync(document, cancellation).ConfigureAwait(false) ? new CredentialEdit(expression, credential, constant) : null;
        }

        return ConstantField.MustBeConstant(expression) ? null : new CredentialEdit(expression, credential, null);
    }

    /// <summary>The changes that put <paramref name="read"/> in the credential's place.</summary>
    public IEnumerable<TextChange> Replace(string read)
    {
        if (Constant is { } constant)
        {
            yield return constant.MakeReadonly();
        }

        yield return Expression switch
        {
            InterpolatedStringExpressionSyntax => new TextChange(Credential, $"{{{Operand(read)}}}"),
            LiteralExpressionSyntax literal when literal.Token.Span != Credential && !IsWhole(literal) => new TextChange(literal.Span, Around(literal, read)),
            _ => new TextChange(Expression!.Span, NeedsParentheses(Expression) && !IsLastResort ? Operand(read) : read),
        };
    }

    /// <summary>Whether the credential was what is used when configuration has none.</summary>
    public bool IsLastResort => Expression is not null && Credential.Length + 2 >= Expression.Span.Length && Expression.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && coalesce.Right == Expression;

    /// <summary>The change that leaves the prefix, so that the comment still says what stood there.</summary>
    public static TextChange Remove(SourceText text, TextSpan credential)
    {
        var shown = Redaction.Mask(text.ToString(credential));
        return new TextChange(credential, shown.Replace("…", "..."));
    }

    private static async Task<ExpressionSyntax?> InitializerAsync(Document document, ExpressionSyntax variable, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var symbol = model.GetSymbolInfo(variable, cancellation).Symbol;
        if (symbol is not (ILocalSymbol or IFieldSymbol) || symbol.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        var declaration = await symbol.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false);
        return declaration.SyntaxTree == variable.SyntaxTree && declaration is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal } ? literal : null;
    }

    /// <summary>
    /// Whether a variable gives more of the credential than its prefix: the expression could be replaced, but the value would stay
    /// in the code.
    /// </summary>
    private static async Task<bool> TakesItsCharactersFromElsewhereAsync(Document document, ExpressionSyntax expression, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        foreach (var name in expression.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellation).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Field or SymbolKind.Property } symbol)
            {
                continue;
            }

            if (model.GetConstantValue(name, cancellation) is { HasValue: true, Value: string constant } && HoldsMoreThanAPrefix(constant))
            {
                return true;
            }

            foreach (var reference in symbol.DeclaringSyntaxReferences)
            {
                var declaration = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
                if (declaration.DescendantTokens().Any(token => token.Value is string text && HoldsMoreThanAPrefix(text)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The longest prefix, sk_org_live_, has 12 characters.</summary>
    private static bool HoldsMoreThanAPrefix(string text) => text.Length > 12 || text.Any(char.IsDigit);

    /// <summary>Blanks around the key belong to no one.</summary>
    private bool IsWhole(LiteralExpressionSyntax literal) =>
        literal.Token.ValueText.Trim().Length <= Credential.Length || Credential == literal.Span;

    /// <summary>The literal cut in two around the credential: <c>"Bearer " + (…)</c>.</summary>
    private string Around(LiteralExpressionSyntax literal, string read)
    {
        var text = literal.Token.Text;
        var open = text.StartsWith("@", StringComparison.Ordinal) ? "@\"" : "\"";
        var before = text.Substring(0, Credential.Start - literal.SpanStart);
        var after = text.Substring(Credential.End - literal.SpanStart);
        var joined = (before.Length > open.Length ? before + "\" + " : string.Empty) + Operand(read) + (after.Length > 1 ? " + " + open + after : string.Empty);
        return NeedsParentheses(literal) ? $"({joined})" : joined;
    }

    /// <summary>As part of a longer expression: <c>a ?? b</c> binds looser than anything around it.</summary>
    private static string Operand(string read) => read.IndexOf("??", StringComparison.Ordinal) < 0 ? read : $"({read})";

    private static bool NeedsParentheses(ExpressionSyntax expression) => expression.Parent is not (
        ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
        or ParenthesizedExpressionSyntax or InitializerExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax or LambdaExpressionSyntax);
}
