using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>Moves the making of a key before the loop or the delegate that repeats the call, so that every turn carries the same one.</summary>
internal sealed class HoistedKey
{
    private readonly KeyExpression _key;
    private readonly StatementSyntax _repeat;
    private readonly LocalDeclarationStatementSyntax? _declaration;
    private readonly string _name;

    private HoistedKey(KeyExpression key, StatementSyntax repeat, LocalDeclarationStatementSyntax? declaration, string name)
    {
        _key = key;
        _repeat = repeat;
        _declaration = declaration;
        _name = name;
    }

    /// <summary>Null where there is no statement to put the key before, or where the key needs what only the repeated code knows.</summary>
    public static HoistedKey? Plan(KeyExpression key)
    {
        var region = key.Expression.Ancestors()
            .TakeWhile(node => node is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax))
            .FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        if (region?.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } repeat)
        {
            return null;
        }

        if (key.Expression is IdentifierNameSyntax carrier
            && key.Model.GetSymbolInfo(carrier).Symbol is ILocalSymbol local
            && local.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } made, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax } declaration }
            && region.Span.Contains(declaration.Span))
        {
            return IsIndependentOf(made, region, key.Model) ? new HoistedKey(key, repeat, declaration, local.Name) : null;
        }

        if (!IsIndependentOf(key.Expression, region, key.Model))
        {
            return null;
        }

        var names = new HashSet<string>(key.Model.LookupSymbols(repeat.SpanStart).Select(symbol => symbol.Name), StringComparer.Ordinal);
        names.UnionWith(repeat.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(declarator => declarator.Identifier.ValueText));
        var name = "idempotencyKey";
        for (var i = 2; names.Contains(name); i++)
        {
            name = "idempotencyKey" + i;
        }

        return new HoistedKey(key, repeat, declaration: null, name);
    }

    public async Task<Solution> ApplyAsync(CancellationToken cancellation)
    {
        var document = _key.Document;
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var indentation = _repeat.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var endOfLine = root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var onOneLine = _repeat.GetFirstToken().GetPreviousToken().TrailingTrivia.All(trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var made = _declaration?.WithoutTrivia()
            ?? (LocalDeclarationStatementSyntax)SyntaxFactory.ParseStatement($"var {_name} = {_key.Expression.WithoutTrivia()};");
        made = onOneLine
            ? made.WithTrailingTrivia(SyntaxFactory.Space)
            : made.WithLeadingTrivia(_repeat.GetLeadingTrivia()).WithTrailingTrivia(endOfLine);

        var tracked = root.TrackNodes(new SyntaxNode?[] { _repeat, _declaration, _key.Expression }.OfType<SyntaxNode>());
        if (_declaration is null)
        {
            tracked = tracked.ReplaceNode(tracked.GetCurrentNode(_key.Expression)!, SyntaxFactory.IdentifierName(_name).WithTriviaFrom(_key.Expression));
        }
        else
        {
            tracked = tracked.RemoveNode(tracked.GetCurrentNode(_declaration)!, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        }

        var repeat = tracked.GetCurrentNode(_repeat)!;
        var moved = onOneLine ? repeat : repeat.WithLeadingTrivia(indentation.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(indentation) : SyntaxFactory.TriviaList());
        tracked = tracked.ReplaceNode(repeat, [made, moved]);
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, tracked);
    }

    private static bool IsIndependentOf(ExpressionSyntax expression, SyntaxNode region, SemanticModel model) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().All(name =>
            model.GetSymbolInfo(name).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Parameter } symbol
            || symbol.DeclaringSyntaxReferences.All(reference => !region.Span.Contains(reference.Span)))
        && !expression.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax);
}
