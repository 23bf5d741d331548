using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2001: a card number is an argument of a logging call, as it is or as a part of a text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CardNumberLogged : PaymentAnalyzer
{
    public CardNumberLogged()
        : base(Rules.CardNumberLogged)
    {
    }

    /// <summary>A layer that logs need not be the one that talks to Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var sinks = new LogSinks();
        var symbols = new SensitiveSymbols();
        context.RegisterOperationAction(
            operation =>
            {
                var invocation = (IInvocationOperation)operation.Operation;
                if (sinks.Find(invocation.TargetMethod) is not { Kind: SinkKind.Log or SinkKind.Console or SinkKind.Debug } sink)
                {
                    return;
                }

                foreach (var argument in invocation.Arguments)
                {
                    if (argument.Parameter is not { } parameter || !sink.Takes(parameter.Name))
                    {
                        continue;
                    }

                    foreach (var value in Elements(argument.Value))
                    {
                        if (Sources(value).FirstOrDefault(source => symbols.KindOf(source.Symbol) == DataKind.CardNumber) is { Symbol: not null } source)
                        {
                            operation.ReportDiagnostic(Diagnostic.Create(
                                Rules.CardNumberLogged, value.Syntax.GetLocation(), new[] { source.Syntax.GetLocation() }, source.Syntax.ToString(), invocation.TargetMethod.Name));
                        }
                    }
                }
            },
            OperationKind.Invocation);
    }

    /// <summary>The elements of a params array stand for themselves.</summary>
    private static IEnumerable<IOperation> Elements(IOperation value) =>
        value is IArrayCreationOperation { IsImplicit: true, Initializer: { } elements } ? elements.ElementValues : new[] { value };

    /// <summary>What the value is, or is a text of.</summary>
    private static IEnumerable<(ISymbol Symbol, SyntaxNode Syntax)> Sources(IOperation value) => value switch
    {
        { ConstantValue.HasValue: true } => [],
        ILocalReferenceOperation local when !MayHoldAnother(local.Syntax, local.Local) => [(local.Local, local.Syntax)],
        IParameterReferenceOperation parameter when !MayHoldAnother(parameter.Syntax, parameter.Parameter) => [(parameter.Parameter, parameter.Syntax)],
        IMemberReferenceOperation member and not IMethodReferenceOperation => [(member.Member, member.Syntax)],
        IConversionOperation conversion => Sources(conversion.Operand),
        IInterpolatedStringOperation or IInterpolationOperation or IParenthesizedOperation or IAwaitOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or ICoalesceOperation => value.ChildOperations.SelectMany(Sources),
        IConditionalOperation { WhenFalse: { } whenFalse } choice => Sources(choice.WhenTrue).Concat(Sources(whenFalse)),
        IConditionalAccessOperation access => Sources(access.WhenNotNull),
        _ => [],
    };

    /// <summary>
    /// A variable that is given another value before it is logged, or that was made by something other than a copy, holds what that says and not what its name says.
    /// </summary>
    private static bool MayHoldAnother(SyntaxNode use, ISymbol variable)
    {
        if (variable is ILocalSymbol
            && variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made }
            && (made is InvocationExpressionSyntax || made.DescendantNodesAndSelf().Any(node => node is RangeExpressionSyntax)))
        {
            return true;
        }

        var body = use.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax or AccessorDeclarationSyntax);
        return body is not null && body.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } => target.Identifier.ValueText == variable.Name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax target } => target.Identifier.ValueText == variable.Name,
            _ => false,
        });
    }
}
