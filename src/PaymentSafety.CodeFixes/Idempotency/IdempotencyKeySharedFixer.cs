using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>The fix of PAY1005: the second call's key gets the operation's name in front, and in a loop the item's id behind.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IdempotencyKeySharedFixer))]
public sealed class IdempotencyKeySharedFixer : CodeFixProvider
{
    private const string OwnKey = "PaymentSafety.OwnKey";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.IdempotencyKeyShared.Id);

    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (location, additional) = await DiagnosticNodes.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (await KeyExpression.FindAsync(context.Document, location, context.CancellationToken).ConfigureAwait(false) is { } key && OwnKeyOf(key, additional, context.CancellationToken) is { } own)
            {
                context.RegisterCodeFix(CodeAction.Create($"Use the key {own}", cancellation => key.ReplaceAsync(own, cancellation), OwnKey), diagnostic);
            }
        }
    }

    /// <summary>Only a key that is written in the call itself: one that is set on shared options would change for the other call as well.</summary>
    private static ExpressionSyntax? OwnKeyOf(KeyExpression key, IReadOnlyList<SyntaxNode> additional, CancellationToken cancellation)
    {
        if (!key.Call.Span.Contains(key.Expression.Span))
        {
            return null;
        }

        if (!additional.Any(node => node is ForEachStatementSyntax))
        {
            return key.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax ? OperationKey.From(key.Method, key.Expression) : null;
        }

        return IdentifierInScope.Find(key.Expression, key.Method, key.Model, key.Stripe, cancellation) is { } item ? OperationKey.From(key.Method, item) : null;
    }

    private sealed class FixAll : OneByOneFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override string Title => "Give each call a key of its own";

        protected override async Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation) =>
            await KeyExpression.FindAsync(document, location, cancellation).ConfigureAwait(false) is { } key && OwnKeyOf(key, additional, cancellation) is { } own
                ? await key.ReplaceAsync(own, cancellation).ConfigureAwait(false)
                : null;
    }
}
