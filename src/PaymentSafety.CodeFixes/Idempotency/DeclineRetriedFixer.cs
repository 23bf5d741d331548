using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>The fix of PAY1008: a filter on the clause that catches, so that a decline leaves the retry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclineRetriedFixer))]
public sealed class DeclineRetriedFixer : CodeFixProvider
{
    private const string LetDeclinesOut = "PaymentSafety.LetDeclinesOut";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.DeclineRetried.Id);

    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (_, additional) = await DiagnosticNodes.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (await FilterAsync(context.Document, additional, context.CancellationToken).ConfigureAwait(false) is { } filtered)
            {
                context.RegisterCodeFix(CodeAction.Create("Let declines out of the retry", _ => Task.FromResult(filtered), LetDeclinesOut), diagnostic);
            }
        }
    }

    private static async Task<Solution?> FilterAsync(Document document, IReadOnlyList<SyntaxNode> additional, CancellationToken cancellation)
    {
        if (additional.Select(node => node.FirstAncestorOrSelf<CatchClauseSyntax>()).FirstOrDefault(clause => clause is { Declaration: not null }) is not { Declaration: { } declaration } handler)
        {
            return null;
        }

        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var name = declaration.Identifier.IsKind(SyntaxKind.None) ? "exception" : declaration.Identifier.ValueText;
        var isStripe = model.GetTypeInfo(declaration.Type, cancellation).Type?.Name == "StripeException";
        var stripe = isStripe ? "" : "StripeException ";
        var test = isStripe
            ? $"{name}.StripeError?.Type != \"card_error\""
            : $"{name} is not {stripe}{{ StripeError: {{ Type: \"card_error\" }} }}";
        var condition = handler.Filter is { } present ? $"{test} && {Grouped(present.FilterExpression)}" : test;
        var filter = SyntaxFactory.CatchFilterClause(SyntaxFactory.ParseExpression(condition))
            .WithWhenKeyword(SyntaxFactory.Token(SyntaxKind.WhenKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        var named = declaration.Identifier.IsKind(SyntaxKind.None)
            ? declaration.WithType(declaration.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithIdentifier(SyntaxFactory.Identifier(name))
            : declaration;
        var end = handler.Filter?.GetTrailingTrivia() ?? declaration.GetTrailingTrivia();
        var fixedHandler = handler
            .WithDeclaration(named.WithTrailingTrivia(SyntaxFactory.Space))
            .WithFilter(filter.WithTrailingTrivia(end));
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!.ReplaceNode(handler, fixedHandler);
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, root);
    }

    private static string Grouped(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.LogicalOrExpression) || expression is ConditionalExpressionSyntax || expression.IsKind(SyntaxKind.CoalesceExpression) ? $"({expression})" : expression.ToString();

    private sealed class FixAll : OneByOneFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override string Title => "Let declines out of the retries";

        protected override Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation) =>
            FilterAsync(document, additional, cancellation);
    }
}
