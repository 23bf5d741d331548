using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Http;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>A request to Stripe's API without a key, and the place in it that takes the header.</summary>
internal sealed class RawRequestSite
{
    private readonly Document _document;
    private readonly SyntaxNode _replaced;
    private readonly SyntaxNode _replacement;

    private RawRequestSite(Document document, ExpressionSyntax key, SyntaxNode replaced, SyntaxNode replacement)
    {
        _document = document;
        Key = key;
        _replaced = replaced;
        _replacement = replacement;
    }

    /// <summary><c>$"post-payment-intents-{orderId}"</c>.</summary>
    public ExpressionSyntax Key { get; }

    /// <summary>Null where no id of the operation is in scope, or where the header has no place that can be seen.</summary>
    public static async Task<RawRequestSite?> FindAsync(Document document, SyntaxNode location, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || location.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
        {
            return null;
        }

        var models = new SourceModels(model.Compilation);
        var values = new HttpValues(models, cancellation);
        if (new RawPosts(values, new HttpClientRegistrations(model.Compilation, models)).Find(call) is not { } post || new HeaderSetting(values, post).IsSet)
        {
            return null;
        }

        var anchor = RequestVariable(call, model) is { } declared ? declared : (SyntaxNode)call;
        if (IdentifierInScope.Find(anchor, stripeMethod: null, model, new StripeContext(model.Compilation), cancellation) is not { } identifier)
        {
            return null;
        }

        var key = SyntaxFactory.ParseExpression($"$\"{Prefix(post.Address.Text)}-{{{identifier.WithoutTrivia()}}}\"");
        return Edit(call, anchor, model, key) is { } edit ? new RawRequestSite(document, key, edit.Replaced, edit.Replacement) : null;
    }

    public async Task<Solution> ApplyAsync(CancellationToken cancellation)
    {
        var root = (await _document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        root = _replacement is not StatementSyntax
            ? root.ReplaceNode(_replaced, _replacement)
            : root.InsertNodesAfter(_replaced, [_replacement]);
        return _document.Project.Solution.WithDocumentSyntaxRoot(_document.Id, root);
    }

    private static (SyntaxNode Replaced, SyntaxNode Replacement)? Edit(InvocationExpressionSyntax call, SyntaxNode anchor, SemanticModel model, ExpressionSyntax key)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver, Name: var name } access || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null))
        {
            return null;
        }

        var arguments = call.ArgumentList.Arguments;
        switch (model.GetTypeInfo(receiver).Type?.Name)
        {
            case "HttpClient" when name.Identifier.ValueText == "PostAsync" && arguments.Count is 2 or 3:
                return (call, Sent(call, access, key));
            case "HttpClient" or "HttpMessageInvoker" when arguments.Count > 0 && arguments[0].Expression is BaseObjectCreationExpressionSyntax message:
                return (message, WithHeader(message, key));
            case "HttpClient" or "HttpMessageInvoker" when anchor is LocalDeclarationStatementSyntax declaration:
                return (declaration, Statement(declaration, $"{arguments[0].Expression}.Headers.Add(\"{IdempotencyHeader.Name}\", {key});"));
            case "RestClient" or "IRestClient" when anchor is LocalDeclarationStatementSyntax declaration:
                return (declaration, Statement(declaration, $"{arguments[0].Expression}.AddHeader(\"{IdempotencyHeader.Name}\", {key});"));
            case "String" or "Url" or "IFlurlRequest" or "FlurlRequest":
                return (receiver, SyntaxFactory.ParseExpression($"{receiver.WithoutTrivia()}.WithHeader(\"{IdempotencyHeader.Name}\", {key})").WithTriviaFrom(receiver));
            default:
                return null;
        }
    }

    /// <summary><c>PostAsync</c> has no place for a header of one request: the same as a message that is sent.</summary>
    private static InvocationExpressionSyntax Sent(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, ExpressionSyntax key)
    {
        var arguments = call.ArgumentList.Arguments;
        var message = SyntaxFactory.ParseExpression(
            $"new HttpRequestMessage(HttpMethod.Post, {arguments[0].Expression}) {{ Content = {arguments[1].Expression}, Headers = {{ {{ \"{IdempotencyHeader.Name}\", {key} }} }} }}");
        var first = SyntaxFactory.Argument(message).WithLeadingTrivia(arguments[0].GetLeadingTrivia());
        var list = arguments.Count == 2
            ? SyntaxFactory.SingletonSeparatedList(first.WithTrailingTrivia(arguments[1].GetTrailingTrivia()))
            : SyntaxFactory.SeparatedList([first, arguments[2]], [call.ArgumentList.Arguments.GetSeparator(1)]);
        return call
            .WithExpression(access.WithName(SyntaxFactory.IdentifierName("SendAsync").WithTriviaFrom(access.Name)))
            .WithArgumentList(call.ArgumentList.WithArguments(list));
    }

    private static BaseObjectCreationExpressionSyntax WithHeader(BaseObjectCreationExpressionSyntax message, ExpressionSyntax key)
    {
        var headers = SyntaxFactory.ParseExpression($"new() {{ Headers = {{ {{ \"{IdempotencyHeader.Name}\", {key} }} }} }}") is ImplicitObjectCreationExpressionSyntax { Initializer: { } made } ? made : null;
        if (message.Initializer is not { } initializer)
        {
            return message.WithInitializer(headers!.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(message.GetTrailingTrivia()));
        }

        return message.WithInitializer(initializer.WithExpressions(SeparatedLayout.Insert(initializer.Expressions, initializer.Expressions.Count, headers!.Expressions[0].WithoutTrivia())));
    }

    private static StatementSyntax Statement(LocalDeclarationStatementSyntax after, string text)
    {
        var onOneLine = !after.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        var indentation = after.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        return SyntaxFactory.ParseStatement(text)
            .WithLeadingTrivia(onOneLine || !indentation.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList() : SyntaxFactory.TriviaList(indentation))
            .WithTrailingTrivia(after.GetTrailingTrivia().Where(trivia => trivia.IsKind(onOneLine ? SyntaxKind.WhitespaceTrivia : SyntaxKind.EndOfLineTrivia)));
    }

    /// <summary>The statement that makes the request that a call sends: after it every use of the request has the header.</summary>
    private static LocalDeclarationStatementSyntax? RequestVariable(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.Expression is IdentifierNameSyntax name
        && model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
        && references[0].GetSyntax() is VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax } declaration }
            ? declaration
            : null;

    /// <summary><c>post-payment-intents</c>: the words of the path, up to what is not known of it.</summary>
    private static string Prefix(string address)
    {
        var words = address.Split('?')[0].Split('/').Skip(1).Where(part => part.Length > 0 && part.All(character => char.IsLetter(character) || character == '_'));
        return string.Join("-", words.Prepend("post")).Replace('_', '-').ToLowerInvariant();
    }
}
