using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// The files beside the code that are searched: those of the AdditionalFiles that the package, or the user, marked with
/// PaymentSafetyScan. They are read as text, whatever their format, because a credential looks the same in all of them.
/// </summary>
internal sealed class ScannedFiles
{
    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly CredentialReport _report;
    private readonly Lazy<Dictionary<string, AdditionalText>> _byPath;
    private readonly Lazy<bool> _holdPages;

    public ScannedFiles(AnalyzerOptions options, ProjectFacts project, CredentialReport report)
    {
        _options = options.AnalyzerConfigOptionsProvider;
        _report = report;
        _byPath = new(() => ByPath(options, project));
        _holdPages = new(() => _byPath.Value.Keys.Any(CredentialFile.IsPage));
    }

    /// <summary>
    /// Whether a source is what the Razor generator made of a page that is searched itself: each of its credentials would be
    /// reported twice.
    /// </summary>
    public bool CoverGenerated(SyntaxTree tree) => CredentialFile.IsGeneratedFromPage(tree.FilePath) && _holdPages.Value;

    public void Analyze(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;

        // Two item groups can name one file; it is searched once.
        if (!_byPath.Value.TryGetValue(file.Path, out var first) || first != file || file.GetText(context.CancellationToken) is not { } text)
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

    private Dictionary<string, AdditionalText> ByPath(AnalyzerOptions options, ProjectFacts project)
    {
        var files = new Dictionary<string, AdditionalText>(StringComparer.OrdinalIgnoreCase);
        if (!project.ScansFiles)
        {
            return files;
        }

        foreach (var file in options.AdditionalFiles)
        {
            if (IsMarked(file) && !files.ContainsKey(file.Path))
            {
                files.Add(file.Path, file);
            }
        }

        return files;
    }

    private bool IsMarked(AdditionalText file)
    {
        var options = _options.GetOptions(file);
        return options.TryGetValue(AnalyzerConfigKeys.ScanMetadata, out var marked)
            && string.Equals(marked, "true", StringComparison.OrdinalIgnoreCase)
            && !(options.TryGetValue(AnalyzerConfigKeys.Scan, out var scan) && string.Equals(scan.Trim(), "false", StringComparison.OrdinalIgnoreCase));
    }
}
