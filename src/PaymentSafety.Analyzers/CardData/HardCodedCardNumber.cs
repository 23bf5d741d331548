using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2007: a card number in a literal, in constants that are added, or in a file beside the code; outside test projects.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HardCodedCardNumber : PaymentAnalyzer
{
    private const string Real = "whoever reads it can use it, and PCI DSS counts what holds it as storage. Take it out; tests have payment methods such as pm_card_visa.";
    private const string Published = "Stripe publishes it for tests, and live mode refuses it. Use a payment method such as pm_card_visa in tests, and take it out of what ships.";

    /// <summary>In a shorter text <see cref="CardNumber"/> finds none.</summary>
    private const int ShortestNumber = 12;

    private static readonly SyntaxKind[] Literals =
        [SyntaxKind.StringLiteralExpression, SyntaxKind.Utf8StringLiteralExpression, SyntaxKind.InterpolatedStringText, SyntaxKind.NumericLiteralExpression];

    public HardCodedCardNumber()
        : base(Rules.HardCodedCardNumber)
    {
    }

    /// <summary>A number in the code is a number in the code, whether or not this project talks to Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var project = new ProjectFacts(context.Compilation, context.Options);
        if (project.IsTestProject)
        {
            return;
        }

        var files = new MarkedFiles(context.Options, project);
        context.RegisterSyntaxNodeAction(AnalyzeLiteral, Literals);
        context.RegisterSyntaxNodeAction(AnalyzeSum, SyntaxKind.AddExpression);
        context.RegisterAdditionalFileAction(file => AnalyzeFile(file, files));
    }

    private static void AnalyzeLiteral(SyntaxNodeAnalysisContext context)
    {
        if (context.Node.Span.Length < ShortestNumber)
        {
            return;
        }

        var token = context.Node.GetFirstToken();
        if (!CardNumber.TryFind(token.ValueText.AsSpan(), 0, out var match) || (context.Node.IsKind(SyntaxKind.NumericLiteralExpression) && !IsCalledCard(match, context.Node)))
        {
            return;
        }

        // Where characters are escaped, the literal as a whole is the place.
        var start = token.Text.IndexOf(token.ValueText.Substring(match.Start, match.Length), StringComparison.Ordinal);
        var span = start < 0 ? token.Span : new TextSpan(token.SpanStart + start, match.Length);
        context.ReportDiagnostic(Create(match, Location.Create(token.SyntaxTree!, span), "a literal"));
    }

    /// <summary>A number without quotes is most often a count of ticks, an id or a limit: it is a card where it is published as one, or stored under a card's name.</summary>
    private static bool IsCalledCard(CardNumberMatch match, SyntaxNode literal) =>
        match.IsPublishedTestCard
        || (literal.FirstAncestorOrSelf<SyntaxNode>(node => node is VariableDeclaratorSyntax or AssignmentExpressionSyntax or ArgumentSyntax or PropertyDeclarationSyntax) switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            ArgumentSyntax { NameColon.Name: var name } => name.Identifier.ValueText,
            _ => string.Empty,
        } is var called && SensitiveSymbols.KindOfName(called) == DataKind.CardNumber);

    /// <summary>The longest sum of constants; what one literal of it holds is reported there.</summary>
    private static void AnalyzeSum(SyntaxNodeAnalysisContext context)
    {
        var sum = (BinaryExpressionSyntax)context.Node;
        if (!sum.Parent.IsKind(SyntaxKind.AddExpression)
            && MayBeNumber(sum)
            && context.SemanticModel.GetConstantValue(sum, context.CancellationToken) is { HasValue: true, Value: string text }
            && CardNumber.TryFind(text.AsSpan(), 0, out var match)
            && !sum.DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && CardNumber.TryFind(token.ValueText.AsSpan(), 0, out _)))
        {
            context.ReportDiagnostic(Create(match, sum.GetLocation(), "a constant expression"));
        }
    }

    /// <summary>Before anything is bound: names and literals alone, with a digit or nothing but what stands between digits in one of the literals.</summary>
    private static bool MayBeNumber(ExpressionSyntax sum)
    {
        var hasPart = false;
        for (var left = sum; ; left = ((BinaryExpressionSyntax)left).Left)
        {
            var operand = left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } inner ? inner.Right : left;
            while (operand is ParenthesizedExpressionSyntax parenthesized)
            {
                operand = parenthesized.Expression;
            }

            switch (operand.Kind())
            {
                case SyntaxKind.StringLiteralExpression:
                    hasPart |= IsPartOfNumber(((LiteralExpressionSyntax)operand).Token.ValueText);
                    break;
                case SyntaxKind.AddExpression:
                    hasPart |= MayBeNumber(operand);
                    break;
                case not (SyntaxKind.IdentifierName or SyntaxKind.SimpleMemberAccessExpression or SyntaxKind.InterpolatedStringExpression or SyntaxKind.CharacterLiteralExpression or SyntaxKind.NumericLiteralExpression):
                    return false;
            }

            if (!left.IsKind(SyntaxKind.AddExpression))
            {
                return hasPart;
            }
        }
    }

    private static bool IsPartOfNumber(string text) => text.Any(char.IsDigit) || text.Trim(' ', '-') is "";

    private static void AnalyzeFile(AdditionalFileAnalysisContext context, MarkedFiles files)
    {
        var file = context.AdditionalFile;
        if (!files.Contains(file) || file.GetText(context.CancellationToken) is not { } text)
        {
            // A file that cannot be read is an error of the compiler's own (CS1504, CS2001), which names it.
            return;
        }

        foreach (var match in CardNumber.Enumerate(text.ToString().AsSpan()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var span = new TextSpan(match.Start, match.Length);
            context.ReportDiagnostic(Create(match, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)), CredentialFile.NameOf(file.Path)));
        }
    }

    private static Diagnostic Create(CardNumberMatch match, Location location, string place) =>
        Diagnostic.Create(Rules.HardCodedCardNumber, location, BrandOf(match), match.Digits, place, match.IsPublishedTestCard ? Published : Real);

    private static string BrandOf(CardNumberMatch match) => match.Brand == CardBrands.None ? "A card number" : $"A card number of {match.Brand}";
}
