using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// Constants at the places where Stripe.net takes a credential. They are hard-coded credentials whatever they look like, and a
/// publishable key there is of the wrong kind. What looks like a credential is reported where it is written, not here.
/// </summary>
internal sealed class CredentialSinks
{
    private readonly CredentialReport _report;

    private readonly SourceModels _models;

    public CredentialSinks(CredentialReport report, SourceModels models)
    {
        _report = report;
        _models = models;
    }

    public static readonly OperationKind[] Kinds = [OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment, OperationKind.Argument];

    public void Analyze(OperationAnalysisContext context)
    {
        if (SecretParameters.Of(context.Operation) is not { } sink || context.Operation.SemanticModel is not { } model)
        {
            return;
        }

        var values = new ValueContext(model, _models, context.CancellationToken);
        foreach (var value in CredentialSources.Of(sink.Value, values))
        {
            var text = JoinedText.Of(value, values);
            if (text.IsComplete && DiagnosticFor(text.Text, sink.Kind, sink.Member, PlaceOf(value, sink.Value), IsFromElsewhere(value)) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
                return;
            }
        }
    }

    /// <summary>
    /// Whether a credential that stands in this very value is spoken of here, as one of the wrong kind. A secret never is.
    /// </summary>
    public bool SpeakOf(CredentialMatch match, IOperation value)
    {
        if (match.Kind != CredentialKind.Publishable)
        {
            return false;
        }

        var current = value.Parent;
        while (current is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation)
        {
            current = current.Parent;
        }

        return current is not null && SecretParameters.Of(current) is { Kind: SecretParameterKind.ApiKey };
    }

    private Diagnostic? DiagnosticFor(string text, SecretParameterKind kind, string member, Location location, bool isFromElsewhere)
    {
        foreach (var match in StripeCredential.Enumerate(text))
        {
            if (!match.IsPlaceholder)
            {
                return match.Kind == CredentialKind.Publishable && kind == SecretParameterKind.ApiKey ? _report.OfWrongKind(match, location)
                    : isFromElsewhere ? _report.InSource(match, location, CredentialPlace.ConstantExpression)
                    : null;
            }
        }

        return StripeCredential.IsMadeUp(text.AsSpan()) ? null : _report.OfUnknownShape(kind, text.Trim().Length, location, member);
    }

    /// <summary>A constant of another assembly: no source of this compilation writes it, so it is told of where it is used.</summary>
    private static bool IsFromElsewhere(IOperation value) =>
        value is IFieldReferenceOperation { Field: { IsConst: true, DeclaringSyntaxReferences.Length: 0 } };

    /// <summary>The value where it is written in this expression, else the expression that brings it here.</summary>
    private static Location PlaceOf(IOperation value, IOperation argument) =>
        value.Syntax.SyntaxTree == argument.Syntax.SyntaxTree && argument.Syntax.Span.Contains(value.Syntax.Span)
            ? value.Syntax.GetLocation()
            : argument.Syntax.GetLocation();
}
