using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// Credentials that stand nowhere whole, but that an expression puts together from constants. One that a single part holds is
/// reported where that part is written.
/// </summary>
internal sealed class PutTogether
{
    private readonly CredentialSinks _sinks;
    private readonly CredentialReport _report;
    private readonly SourceModels _models;

    public PutTogether(CredentialSinks sinks, CredentialReport report, SourceModels models)
    {
        _sinks = sinks;
        _report = report;
        _models = models;
    }

    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.AddExpression,
        SyntaxKind.InterpolatedStringExpression,
        SyntaxKind.InvocationExpression,
        SyntaxKind.ObjectCreationExpression,
        SyntaxKind.ImplicitObjectCreationExpression,
    ];

    public void Analyze(SyntaxNodeAnalysisContext context)
    {
        var expression = (ExpressionSyntax)context.Node;
        if (!MayJoin(expression)
            || IsPartOfLonger(expression)
            || context.SemanticModel.GetOperation(expression, context.CancellationToken) is not { } operation)
        {
            return;
        }

        var joined = JoinedText.Of(operation, new ValueContext(context.SemanticModel, _models, context.CancellationToken));
        foreach (var match in StripeCredential.Enumerate(joined.Text))
        {
            if (!match.IsPlaceholder && !StandsWhole(match, joined) && !_sinks.SpeakOf(match, operation))
            {
                context.ReportDiagnostic(_report.InSource(match, expression.GetLocation(), CredentialPlace.ConstantExpression));
                return;
            }
        }
    }

    /// <summary>Whether one part holds a credential there already, if a shorter one: <c>Key + "suffix"</c>.</summary>
    private static bool StandsWhole(CredentialMatch match, JoinedText joined)
    {
        if (joined.IsOnePart(match.Start, match.Length))
        {
            return true;
        }

        var (part, offset) = joined.PartAt(match.Start);
        return StripeCredential.TryFind(part.AsSpan(), offset, out var alone) && alone.Start == offset;
    }

    /// <summary>By syntax alone, so that most calls cost nothing more.</summary>
    private static bool MayJoin(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Concat" or "Join" or "Format" } call } => IsString(call.Expression),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Concat" or "Join" or "Format" } } => true,
        InvocationExpressionSyntax => false,
        ObjectCreationExpressionSyntax creation => IsString(creation.Type) && HasOneArgument(creation),
        ImplicitObjectCreationExpressionSyntax creation => HasOneArgument(creation) && creation.DescendantTokens().Any(token => token.IsKind(SyntaxKind.CharacterLiteralToken)),
        _ => true,
    };

    private static bool IsString(ExpressionSyntax type) => type switch
    {
        PredefinedTypeSyntax predefined => predefined.Keyword.IsKind(SyntaxKind.StringKeyword),
        SimpleNameSyntax name => name.Identifier.ValueText == nameof(String),
        MemberAccessExpressionSyntax qualified => qualified.Name.Identifier.ValueText == nameof(String),
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText == nameof(String),
        _ => false,
    };

    private static bool HasOneArgument(BaseObjectCreationExpressionSyntax creation) => creation.ArgumentList is { Arguments.Count: 1 };

    /// <summary>Whether an expression around this one takes it in; that one is then the place to look, and to report.</summary>
    private static bool IsPartOfLonger(ExpressionSyntax expression)
    {
        for (var outer = expression.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case InterpolationSyntax:
                    return true;
                case ExpressionSyntax candidate when Kinds.Contains(candidate.Kind()):
                    return MayJoin(candidate);
                case ParenthesizedExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or InitializerExpressionSyntax
                    or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CastExpressionSyntax:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
