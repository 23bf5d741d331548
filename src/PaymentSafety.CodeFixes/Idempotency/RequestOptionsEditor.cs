using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>Writes an idempotency key into the request options of a call, in the form the call already has.</summary>
internal static class RequestOptionsEditor
{
    /// <summary>The call with a key: options that stand in the call are completed, a null is replaced, a missing argument is added by name.</summary>
    public static InvocationExpressionSyntax? WithKey(InvocationExpressionSyntax call, IMethodSymbol method, IParameterSymbol options, string optionsType, ExpressionSyntax key)
    {
        var index = ArgumentIndex(call, method, options);
        if (index < 0)
        {
            return call.WithArgumentList(WithArgument(call.ArgumentList, method, options, Creation(optionsType, key)));
        }

        var argument = call.ArgumentList.Arguments[index];
        ExpressionSyntax? completed = argument.Expression switch
        {
            BaseObjectCreationExpressionSyntax creation => WithKey(creation, key),
            LiteralExpressionSyntax or DefaultExpressionSyntax => Creation(optionsType, key).WithTriviaFrom(argument.Expression),
            _ => null,
        };

        return completed is null ? null : call.ReplaceNode(argument, argument.WithExpression(completed));
    }

    /// <summary><c>new RequestOptions { StripeAccount = account }</c> with the key as its last line.</summary>
    public static BaseObjectCreationExpressionSyntax WithKey(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax key)
    {
        var assignment = Assignment(key);
        if (creation.Initializer is not { Expressions.Count: > 0 } initializer)
        {
            var braces = SyntaxFactory.InitializerExpression(
                SyntaxKind.ObjectInitializerExpression,
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(assignment.WithTrailingTrivia(SyntaxFactory.Space)),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken)).WithTrailingTrivia(creation.GetTrailingTrivia());
            return creation.WithoutTrailingTrivia().WithInitializer(braces);
        }

        // A key that is there already is null or empty: its value is what is wrong.
        var present = initializer.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(existing => existing.Left is IdentifierNameSyntax { Identifier.ValueText: "IdempotencyKey" });
        if (present is not null)
        {
            return creation.ReplaceNode(present.Right, key.WithTriviaFrom(present.Right));
        }

        return creation.WithInitializer(initializer.WithExpressions(
            SeparatedLayout.Insert(initializer.Expressions, initializer.Expressions.Count, (ExpressionSyntax)assignment)));
    }

    /// <summary>The index of the argument for a parameter in the call as written, or -1 where it is left out.</summary>
    public static int ArgumentIndex(InvocationExpressionSyntax call, IMethodSymbol method, IParameterSymbol parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].NameColon?.Name.Identifier.ValueText;
            if (name is not null ? name == parameter.Name : i == method.Parameters.IndexOf(method.Parameters.First(candidate => candidate.Name == parameter.Name)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The argument list with one more argument, by name: before the first named argument of a later parameter (a CancellationToken stays last), on a line of its
    /// own where the others have theirs.
    /// </summary>
    public static ArgumentListSyntax WithArgument(ArgumentListSyntax list, IMethodSymbol method, IParameterSymbol parameter, ExpressionSyntax value)
    {
        var argument = SyntaxFactory.Argument(
            SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(parameter.Name)).WithTrailingTrivia(SyntaxFactory.Space),
            default,
            value);
        var names = method.Parameters.Select(candidate => candidate.Name).ToList();
        var later = list.Arguments.FirstOrDefault(existing =>
            existing.NameColon is { } colon && names.IndexOf(colon.Name.Identifier.ValueText) > names.IndexOf(parameter.Name));
        return Insert(list, later is null ? list.Arguments.Count : list.Arguments.IndexOf(later), argument);
    }

    /// <summary>Puts an argument at an index and keeps the layout of its neighbours.</summary>
    public static ArgumentListSyntax Insert(ArgumentListSyntax list, int index, ArgumentSyntax argument) =>
        list.WithArguments(SeparatedLayout.Insert(list.Arguments, index, argument));

    private static ExpressionSyntax Creation(string optionsType, ExpressionSyntax key) =>
        SyntaxFactory.ParseExpression($"new {optionsType} {{ IdempotencyKey = {key} }}");

    private static AssignmentExpressionSyntax Assignment(ExpressionSyntax key) =>
        (AssignmentExpressionSyntax)SyntaxFactory.ParseExpression($"IdempotencyKey = {key}");
}
