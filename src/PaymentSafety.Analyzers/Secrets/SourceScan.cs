using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// Credentials that stand whole in the text of a source. Reading text instead of syntax covers every kind of literal, comments,
/// and code that another condition leaves out; the tree is asked only about what was found.
/// </summary>
internal sealed class SourceScan
{
    private readonly CredentialSinks _sinks;
    private readonly CredentialReport _report;
    private readonly ScannedFiles _files;

    public SourceScan(CredentialSinks sinks, CredentialReport report, ScannedFiles files)
    {
        _sinks = sinks;
        _report = report;
        _files = files;
    }

    public void Analyze(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        if (_files.CoverGenerated(tree))
        {
            return;
        }

        var text = tree.GetText(context.CancellationToken).ToString();
        var found = new List<TextSpan>();
        foreach (var match in StripeCredential.Enumerate(text))
        {
            if (!match.IsPlaceholder)
            {
                found.Add(new TextSpan(match.Start, match.Length));
                Report(context, match, found[found.Count - 1]);
            }
        }

        if (MayHoldEscapes(text))
        {
            ScanEscapedLiterals(context, found);
        }
    }

    /// <summary>Literals in which a character of the credential is written by its number: <c>"sk\u005flive_…"</c>.</summary>
    private void ScanEscapedLiterals(SemanticModelAnalysisContext context, List<TextSpan> found)
    {
        var root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        foreach (var token in root.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.StringLiteralToken)
                && !token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                && !token.IsKind(SyntaxKind.Utf8StringLiteralToken))
            {
                continue;
            }

            if (EscapedLiteral.TryRead(token) is not { } literal)
            {
                continue;
            }

            foreach (var match in StripeCredential.Enumerate(literal.Value))
            {
                var span = literal.SpanOf(match.Start, match.Length);
                if (!match.IsPlaceholder && !found.Exists(known => known.OverlapsWith(span)))
                {
                    Report(context, match, span);
                }
            }
        }
    }

    private void Report(SemanticModelAnalysisContext context, CredentialMatch match, TextSpan span)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var root = tree.GetRoot(context.CancellationToken);
        if (match.Kind == CredentialKind.Publishable
            && root.FindToken(span.Start) is { Parent: { } literal } token
            && token.Span.Contains(span)
            && context.SemanticModel.GetOperation(literal, context.CancellationToken) is { } value
            && _sinks.SpeakOf(match, value))
        {
            return;
        }

        context.ReportDiagnostic(_report.InSource(match, Location.Create(tree, span), CredentialPlace.Of(root, span.Start)));
    }

    private static bool MayHoldEscapes(string text) =>
        text.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("\\x", StringComparison.Ordinal) >= 0;
}
