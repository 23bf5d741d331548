using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// Credentials in the files beside the code. They are read as text, whatever their format, because a credential looks the same in all of them.
/// </summary>
internal sealed class ScannedFiles
{
    private readonly CredentialReport _report;
    private readonly MarkedFiles _files;
    private readonly Lazy<bool> _holdPages;

    public ScannedFiles(AnalyzerOptions options, ProjectFacts project, CredentialReport report)
    {
        _report = report;
        _files = new MarkedFiles(options, project);
        _holdPages = new(() => _files.Paths.Any(CredentialFile.IsPage));
    }

    /// <summary>
    /// Whether a source is what the Razor generator made of a page that is searched itself: each of its credentials would be
    /// reported twice.
    /// </summary>
    public bool CoverGenerated(SyntaxTree tree) => CredentialFile.IsGeneratedFromPage(tree.FilePath) && _holdPages.Value;

    public void Analyze(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!_files.Contains(file) || file.GetText(context.CancellationToken) is not { } text)
        {
            // A file that cannot be read is an error of the compiler's own (CS1504, CS2001), which names it.
            return;
        }

        var searched = SearchedText.Of(text.ToString());
        foreach (var match in StripeCredential.Enumerate(searched.Text))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!match.IsPlaceholder)
            {
                var span = TextSpan.FromBounds(searched.StartOf(match), searched.EndOf(match));
                var location = Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                context.ReportDiagnostic(_report.InFile(match, location, CredentialFile.NameOf(file.Path), file.Path));
            }
        }
    }
}
