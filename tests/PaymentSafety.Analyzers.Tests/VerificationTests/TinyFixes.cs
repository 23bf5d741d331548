using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Tests.VerificationTests;

/// <summary>Replaces "bad" by "good" in the name of a local, wherever its method names it. The ones below each do something else instead.</summary>
public class GoodLocalFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [BadLocalAnalyzer.Rule.Id];

    protected virtual string? Key => "good";

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        var local = root.FindToken(context.Span.Start);
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(CodeAction.Create("Call it good", _ => Task.FromResult(context.Document.WithSyntaxRoot(Fix(root, local))), Key), diagnostic);
        }
    }

    protected virtual SyntaxNode Fix(SyntaxNode root, SyntaxToken local) => Rename(root, local, "good" + local.Text[3..]);

    protected static SyntaxNode Rename(SyntaxNode root, SyntaxToken local, string name)
    {
        var method = local.Parent!.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        return root.ReplaceTokens(
            method.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == local.Text),
            (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, name, token.TrailingTrivia));
    }
}

public sealed class FixThatLeavesAnError : GoodLocalFix
{
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxToken local) =>
        root.ReplaceToken(local, SyntaxFactory.Identifier("good" + local.Text[3..]).WithTriviaFrom(local));
}

public sealed class FixThatDoesNotEmit : GoodLocalFix
{
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxToken local)
    {
        var statement = local.Parent!.FirstAncestorOrSelf<StatementSyntax>()!;
        return root.ReplaceNode(statement, SyntaxFactory.ParseStatement("Use(Span, await Task.FromResult(1));").WithTriviaFrom(statement));
    }
}

public sealed class FixThatChangesNothing : GoodLocalFix
{
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxToken local) => root;
}

public sealed class FixThatOffersNothing : GoodLocalFix
{
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
}

public sealed class FixWithoutEnd : GoodLocalFix
{
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxToken local) => Rename(root, local, local.Text + "der");
}

public sealed class FixWithoutKey : GoodLocalFix
{
    protected override string? Key => null;
}

public sealed class FixWithoutFixAll : GoodLocalFix
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

/// <summary>A text that is right, and a tree that the text is not parsed to: the new name holds a blank.</summary>
public sealed class FixWithATreeOfItsOwn : GoodLocalFix
{
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxToken local) => Rename(root, local, "good = 1, " + local.Text[3..]);
}

/// <summary>Renames one by one, and erases when it fixes all.</summary>
public sealed class FixAllThatDiffers : GoodLocalFix
{
    public override FixAllProvider GetFixAllProvider() => new Eraser();

    private sealed class Eraser : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
            "Erase",
            async cancellation => context.Document!.WithSyntaxRoot(
                (await context.Document.GetSyntaxRootAsync(cancellation))!
                    .RemoveNodes((await context.GetDocumentDiagnosticsAsync(context.Document))
                        .Select(diagnostic => diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>()!),
                        SyntaxRemoveOptions.KeepNoTrivia)!),
            "erase"));
    }
}

/// <summary>Two actions: good, and better.</summary>
public sealed class FixWithAChoice : GoodLocalFix
{
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        await base.RegisterCodeFixesAsync(context);
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        var local = root.FindToken(context.Span.Start);
        context.RegisterCodeFix(
            CodeAction.Create(
                "Call it better",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(Rename(root, local, "better" + local.Text[3..]))),
                "better"),
            context.Diagnostics);
    }
}

/// <summary>Thinks that a source is whole.</summary>
public sealed class FixThatCrashesOnHalfASource : GoodLocalFix
{
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxToken local) =>
        root.ContainsDiagnostics ? throw new InvalidOperationException("half") : base.Fix(root, local);
}
