using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Options;

/// <summary>The files beside the code that are searched: those of the AdditionalFiles that the package, or the user, marked with PaymentSafetyScan.</summary>
internal sealed class MarkedFiles
{
    private readonly AnalyzerOptions _options;
    private readonly ProjectFacts _project;
    private readonly Lazy<Dictionary<string, AdditionalText>> _byPath;

    public MarkedFiles(AnalyzerOptions options, ProjectFacts project)
    {
        _options = options;
        _project = project;
        _byPath = new(ByPath);
    }

    public IEnumerable<string> Paths => _byPath.Value.Keys;

    /// <summary>Two item groups can name one file; it is searched once.</summary>
    public bool Contains(AdditionalText file) => _byPath.Value.TryGetValue(file.Path, out var first) && first == file;

    private Dictionary<string, AdditionalText> ByPath()
    {
        var files = new Dictionary<string, AdditionalText>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in _options.AdditionalFiles)
        {
            if (_project.ScansFiles && IsMarked(file) && !files.ContainsKey(file.Path))
            {
                files.Add(file.Path, file);
            }
        }

        return files;
    }

    private bool IsMarked(AdditionalText file)
    {
        var options = _options.AnalyzerConfigOptionsProvider.GetOptions(file);
        return options.TryGetValue(AnalyzerConfigKeys.ScanMetadata, out var marked)
            && string.Equals(marked, "true", StringComparison.OrdinalIgnoreCase)
            && !(options.TryGetValue(AnalyzerConfigKeys.Scan, out var scan) && string.Equals(scan.Trim(), "false", StringComparison.OrdinalIgnoreCase));
    }
}
