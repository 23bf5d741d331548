using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>What a body of code does about the signature of a text before it is trusted.</summary>
internal enum SignatureCheck
{
    None,

    /// <summary>There is a check, and a way around it.</summary>
    Skipped,
    Made,
}

/// <summary>Finds the checks of a webhook's signature, and the ways around them.</summary>
internal sealed class SignatureChecks(ValueContext context)
{
    private static readonly string[] CheckWords = ["Verify", "Verified", "Validate", "Valid", "Check", "Authenticate", "Authentic", "Construct", "Signature"];

    /// <param name="use">Where the text is trusted.</param>
    /// <param name="text">The text.</param>
    /// <param name="carriers">The variables that hold the text.</param>
    public SignatureCheck Of(SyntaxNode use, IOperation text, IReadOnlyCollection<ISymbol> carriers)
    {
        var found = SignatureCheck.None;
        var body = BodyOf(use);
        foreach (var call in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Span.Contains(use.Span) || !IsCheck(call, text, carriers))
            {
                continue;
            }

            if (Relation(call, use, body) == SignatureCheck.Made)
            {
                return SignatureCheck.Made;
            }

            found = SignatureCheck.Skipped;
        }

        return found;
    }

    /// <summary>Whether the type that a method is declared in checks signatures anywhere.</summary>
    public static bool IsIn(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantTokens().Any(token =>
            token.IsKind(SyntaxKind.IdentifierToken) && (token.ValueText is "ConstructEvent" or "ValidateSignature" or "ParseEventNotification" or "ParseThinEvent" || token.ValueText.StartsWith("HMACSHA256", StringComparison.Ordinal))));

    /// <summary>The member or lambda-less program that holds a node; a lambda of top-level statements stands for itself.</summary>
    public static SyntaxNode BodyOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)
        ?? node.Ancestors().LastOrDefault(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
        ?? node.SyntaxTree.GetRoot();

    private bool IsCheck(InvocationExpressionSyntax call, IOperation text, IReadOnlyCollection<ISymbol> carriers)
    {
        if (context.OperationOf(call) is not { } operation)
        {
            return false;
        }

        if (operation is not IInvocationOperation invocation)
        {
            // Half-typed, or of a package that is not there.
            return HasCheckingName(call.LastName()) && call.ArgumentList.Arguments.Any(argument => carriers.Any(carrier => carrier.Name == (argument.Expression as IdentifierNameSyntax)?.Identifier.ValueText));
        }

        var method = invocation.TargetMethod;
        if (StripeOperations.IsStripeNet(method))
        {
            return method.Parameters.Any(parameter => parameter.Name == "secret") && invocation.Arguments.Any(argument => argument.Parameter is { Name: "json" or "payload" } && IsSame(argument.Value, text, carriers));
        }

        // A signature that is computed by hand.
        if (method.ContainingType.Name.StartsWith("HMAC", StringComparison.Ordinal) && method.Name is "HashData" or "ComputeHash" or "ComputeHashAsync" or "TryHashData" or "TryComputeHash")
        {
            return true;
        }

        return HasCheckingName(method.Name) && !method.IsInNamespace("System") && invocation.Arguments.Any(argument => IsSame(argument.Value, text, carriers));
    }

    private static bool HasCheckingName(string name) => Words.Of(name).Any(word => CheckWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    private bool IsSame(IOperation checkedText, IOperation text, IReadOnlyCollection<ISymbol> carriers) =>
        ReferenceEquals(checkedText, text)
        || RequestBodies.Of(checkedText, context).Carriers is var others && (others.Count == 0 || carriers.Count == 0 || others.Any(other => carriers.Contains(other, SymbolEqualityComparer.Default)));

    /// <summary>Whether what is checked at one place is checked on the way to, or from, the other.</summary>
    private static SignatureCheck Relation(SyntaxNode check, SyntaxNode use, SyntaxNode body)
    {
        SyntaxNode inner = use;
        for (var outer = use.Parent; outer is not null && outer != body.Parent; inner = outer, outer = outer.Parent)
        {
            if (!outer.Span.Contains(check.Span))
            {
                continue;
            }

            switch (outer)
            {
                case IfStatementSyntax choice when choice.Condition.Span.Contains(check.Span):
                    return SignatureCheck.Made;
                case IfStatementSyntax choice:
                    return IsForDevelopment(choice.Condition) ? SignatureCheck.Made : SignatureCheck.Skipped;
                case ConditionalExpressionSyntax choice:
                    return choice.Condition.Span.Contains(check.Span) || IsForDevelopment(choice.Condition) ? SignatureCheck.Made : SignatureCheck.Skipped;
                case SwitchStatementSyntax or SwitchExpressionSyntax:
                    return SignatureCheck.Skipped;
                case TryStatementSyntax attempt when inner is CatchClauseSyntax && attempt.Block.Span.Contains(check.Span):
                    return SignatureCheck.Skipped;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Right == inner:
                    return SignatureCheck.Skipped;
                default:
                    return check.SpanStart < use.SpanStart ? Before(check, outer) : After(use, outer);
            }
        }

        return SignatureCheck.Made;
    }

    /// <summary>The check comes first: it counts unless it is left out where no secret is set, or its failure is swallowed.</summary>
    private static SignatureCheck Before(SyntaxNode check, SyntaxNode common)
    {
        SyntaxNode inner = check;
        foreach (var outer in check.Ancestors().TakeWhile(node => node != common))
        {
            if (outer is IfStatementSyntax choice && choice.Condition != inner && !IsForDevelopment(choice.Condition) && IsAboutTheSecret(choice.Condition)
                && (choice.Else is null || !choice.Else.Span.Contains(check.Span)) && !Leaves(choice.Else?.Statement))
            {
                return SignatureCheck.Skipped;
            }

            if (outer is TryStatementSyntax attempt && inner == attempt.Block && attempt.Catches.Any(Swallows))
            {
                return SignatureCheck.Skipped;
            }

            inner = outer;
        }

        return SignatureCheck.Made;
    }

    /// <summary>The check comes later, as where the account of the event tells which secret: it counts unless this branch leaves before it.</summary>
    private static SignatureCheck After(SyntaxNode use, SyntaxNode common) =>
        use.Ancestors().TakeWhile(node => node != common).OfType<IfStatementSyntax>()
            .Any(choice => choice.Statement.Span.Contains(use.Span) && !IsForDevelopment(choice.Condition) && (Leaves(choice.Statement) || use.FirstAncestorOrSelf<ReturnStatementSyntax>() is not null))
            ? SignatureCheck.Skipped
            : SignatureCheck.Made;

    /// <summary>A clause after which the body goes on as if nothing had happened.</summary>
    private static bool Swallows(CatchClauseSyntax handler) =>
        !handler.Block.DescendantNodes().Any(node => node is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or BreakStatementSyntax or ContinueStatementSyntax or AssignmentExpressionSyntax);

    private static bool Leaves(StatementSyntax? branch) => branch switch
    {
        BlockSyntax block => block.Statements.LastOrDefault() is ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax,
        ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax => true,
        _ => false,
    };

    /// <summary>A way around that is open on a developer's machine alone.</summary>
    private static bool IsForDevelopment(ExpressionSyntax condition) =>
        condition.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => call.LastName() is "IsDevelopment" or "IsEnvironment" or "IsProduction" or "IsStaging");

    private static bool IsAboutTheSecret(ExpressionSyntax condition) =>
        condition.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken)
            ? Words.Of(token.ValueText).Any(word => word.Equals("secret", StringComparison.OrdinalIgnoreCase) || word.Equals("signature", StringComparison.OrdinalIgnoreCase) || word.Equals("header", StringComparison.OrdinalIgnoreCase))
            : false);
}
