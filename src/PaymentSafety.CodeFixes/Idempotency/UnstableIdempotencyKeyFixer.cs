using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>
/// The fixes of PAY1003, PAY1004, PAY1007 and of PAY1009 where the key is new at every turn: the key is derived from the operation's id in scope, or made once before
/// what repeats the call.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnstableIdempotencyKeyFixer))]
public sealed class UnstableIdempotencyKeyFixer : CodeFixProvider
{
    internal const string FromIdentifier = "PaymentSafety.DeriveKey";
    internal const string BeforeRepeat = "PaymentSafety.HoistKey";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        Rules.IdempotencyKeyFreshPerCall.Id, Rules.IdempotencyKeyNotUnique.Id, Rules.IdempotencyKeyHoldsPersonalData.Id, Rules.RetriedWithoutIdempotencyKey.Id);

    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (location, _) = await DiagnosticNodes.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (await KeyExpression.FindAsync(context.Document, location, context.CancellationToken).ConfigureAwait(false) is not { } key)
            {
                continue;
            }

            if (DerivedKey(key, context.CancellationToken) is { } derived)
            {
                context.RegisterCodeFix(CodeAction.Create($"Use the key {derived}", cancellation => key.ReplaceAsync(derived, cancellation), FromIdentifier), diagnostic);
            }

            if (diagnostic.Id == Rules.RetriedWithoutIdempotencyKey.Id && HoistedKey.Plan(key) is { } hoisted)
            {
                context.RegisterCodeFix(CodeAction.Create("Make the key once, before the retry", hoisted.ApplyAsync, BeforeRepeat), diagnostic);
            }
        }
    }

    private static ExpressionSyntax? DerivedKey(KeyExpression key, CancellationToken cancellation) =>
        IdentifierInScope.Find(key.Expression, key.Method, key.Model, key.Stripe, cancellation) is { } identifier ? OperationKey.From(key.Method, identifier) : null;

    private sealed class FixAll : OneByOneFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override string Title => "Make the idempotency keys stable";

        protected override async Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation)
        {
            if (await KeyExpression.FindAsync(document, location, cancellation).ConfigureAwait(false) is not { } key)
            {
                return null;
            }

            if (equivalenceKey == BeforeRepeat)
            {
                return HoistedKey.Plan(key) is { } hoisted ? await hoisted.ApplyAsync(cancellation).ConfigureAwait(false) : null;
            }

            return DerivedKey(key, cancellation) is { } derived ? await key.ReplaceAsync(derived, cancellation).ConfigureAwait(false) : null;
        }
    }
}
