using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.CodeFixes.Lists;

/// <summary>
/// Reads every page in place of one: in the loop itself, in the chain of calls, or into a list that the code after it goes on with. The list needs no package for
/// LINQ over asynchronous streams.
/// </summary>
internal static class EveryPage
{
    public static (SyntaxNode Old, SyntaxNode New)? Replacement(ListUseSite site)
    {
        var objects = site.Objects;
        if (objects.Parent is ForEachStatementSyntax loop && loop.Expression == objects)
        {
            return (loop, Loop(loop, site));
        }

        if (!site.IsAsync && objects.Parent is MemberAccessExpressionSyntax { Name: var next } && site.SymbolOf(next) is IMethodSymbol { IsExtensionMethod: true })
        {
            return (objects, SyntaxFactory.ParseExpression(site.EveryPage).WithTriviaFrom(objects));
        }

        if (objects.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } declarator }
            && declaration.Parent is BlockSyntax block)
        {
            return Variable(block, declaration, declarator.Identifier.ValueText, site);
        }

        return site.IsAsync && objects.Parent is MemberAccessExpressionSyntax && StatementOf(objects) is { Parent: BlockSyntax around } statement
            ? (around, Before(around, statement, objects, site))
            : null;
    }

    private static ForEachStatementSyntax Loop(ForEachStatementSyntax loop, ListUseSite site)
    {
        var every = loop.WithExpression(SyntaxFactory.ParseExpression(site.EveryPage).WithTriviaFrom(loop.Expression));
        return site.IsAsync && loop.AwaitKeyword.RawKind == 0
            ? every.WithForEachKeyword(every.ForEachKeyword.WithLeadingTrivia())
                .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithLeadingTrivia(loop.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space))
            : every;
    }

    private static (SyntaxNode Old, SyntaxNode New)? Variable(BlockSyntax block, LocalDeclarationStatementSyntax declaration, string name, ListUseSite site)
    {
        var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name && use.SpanStart > declaration.Span.End).ToArray();
        if (uses.Any(use => use.Parent is ConditionalAccessExpressionSyntax || use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use))
        {
            return null;
        }

        var data = uses.Select(use => use.Parent).OfType<MemberAccessExpressionSyntax>().Where(access => access.Name.Identifier.ValueText == "Data" && access.Parent is not ConditionalAccessExpressionSyntax).ToArray();
        var marked = block.TrackNodes(data.Cast<SyntaxNode>().Append(declaration));
        marked = marked.ReplaceNodes(data.Select(access => marked.GetCurrentNode(access)!), (original, _) => ((MemberAccessExpressionSyntax)original).Expression.WithTriviaFrom(original));
        return (block, marked.ReplaceNode(marked.GetCurrentNode(declaration)!, Filled(declaration, name, site)));
    }

    /// <summary>A list under a name of its own, filled before the statement that uses it.</summary>
    private static BlockSyntax Before(BlockSyntax block, StatementSyntax statement, ExpressionSyntax objects, ListUseSite site)
    {
        var name = Free("all", block);
        var marked = block.TrackNodes(statement, objects);
        marked = marked.ReplaceNode(marked.GetCurrentNode(objects)!, SyntaxFactory.IdentifierName(name).WithTriviaFrom(objects));
        return marked.InsertNodesBefore(marked.GetCurrentNode(statement)!, Filled(statement, name, site));
    }

    /// <summary>In the place of a statement, with its indentation.</summary>
    private static IEnumerable<StatementSyntax> Filled(StatementSyntax place, string name, ListUseSite site)
    {
        var end = SeparatedLayout.EndOfLine(place).ToString();
        var indentation = place.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Select(trivia => trivia.ToString()).LastOrDefault() ?? "";
        var item = Free("item", place.Parent!);
        var text = site.IsAsync
            ? $"var {name} = new {site.ListType}();{end}{indentation}await foreach (var {item} in {site.EveryPage}){end}{indentation}{{{end}{indentation}    {name}.Add({item});{end}{indentation}}}{end}"
            : $"var {name} = new {site.ListType}({site.EveryPage});{end}";
        var statements = ((BlockSyntax)SyntaxFactory.ParseStatement("{" + text + "}")).Statements;
        return statements.Replace(statements[0], statements[0].WithLeadingTrivia(place.GetLeadingTrivia()));
    }

    /// <summary>The innermost statement, unless a lambda lies between.</summary>
    private static StatementSyntax? StatementOf(ExpressionSyntax expression) =>
        expression.Ancestors().TakeWhile(node => node is not AnonymousFunctionExpressionSyntax).OfType<StatementSyntax>().FirstOrDefault();

    private static string Free(string name, SyntaxNode scope) =>
        scope.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name) ? name + "Found" : name;
}
