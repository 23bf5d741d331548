using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Labelled;

/// <summary>
/// Code in the style of shops, with what must be found written at the end of the lines: <c>// PAY1001</c> where the called method is named. Files whose names agree up to
/// the first dot are one project. The first lines may say <c>// references: Stripe.net 43</c>, <c>// references: packages missing</c> (the code then does not compile,
/// as in an editor before a restore), <c>// output: console</c> and <c>// project: tests</c>.
/// </summary>
internal sealed partial class LabelledCode
{
    private readonly DiagnosticAnalyzer[] _analyzers;
    private readonly (string FileName, string Text)[] _sources;
    private readonly Lazy<Task<Analysis>> _analysis;

    private LabelledCode(string name, (string FileName, string Text)[] sources, DiagnosticAnalyzer[] analyzers)
    {
        Name = name;
        _analyzers = analyzers;
        _sources = sources;
        _analysis = new(AnalyzeAsync);
    }

    /// <summary>The projects of a folder of these tests, for the analyzers that its labels speak of.</summary>
    public static IReadOnlyList<LabelledCode> In(string folder, params DiagnosticAnalyzer[] analyzers) =>
    [
        .. RepositoryFiles.Sources($"tests/PaymentSafety.Analyzers.Tests/{folder}/LabelledCode")
            .Select(path => (FileName: Path.GetFileName(path), Text: File.ReadAllText(path)))
            .GroupBy(source => source.FileName.Split('.')[0])
            .Select(project => new LabelledCode(project.Key, [.. project], analyzers)),
    ];

    public string Name { get; }

    public IEnumerable<string> Texts => _sources.Select(source => source.Text);

    /// <summary>Whether the code is meant to compile.</summary>
    public bool IsWhole => !Says("references: packages missing");

    public IReadOnlyList<Finding> Expected =>
    [
        .. from source in _sources
           from line in source.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
           from id in Label().Match(line.Text).Groups["id"].Captures
           select new Finding(id.Value, source.FileName, line.Number),
    ];

    /// <summary>How many calls of a method with one of the words that Stripe.net's POST methods begin with there are: a size, not a truth.</summary>
    public int CallSites => Texts.Sum(text => Call().Count(text));

    public async Task<IReadOnlyList<Finding>> FoundAsync() =>
    [
        .. from diagnostic in (await _analysis.Value).All
           where !Analysis.IsFromCompiler(diagnostic)
           let place = diagnostic.Location.GetLineSpan()
           select new Finding(diagnostic.Id, Path.GetFileName(place.Path), place.StartLinePosition.Line + 1),
    ];

    public async Task<IReadOnlyList<Diagnostic>> CompilerErrorsAsync() =>
        [.. (await _analysis.Value).All.Where(diagnostic => Analysis.IsFromCompiler(diagnostic) && diagnostic.Severity == DiagnosticSeverity.Error)];

    private Task<Analysis> AnalyzeAsync()
    {
        var state = new SolutionState();
        state.Sources.AddRange(_sources);
        var kind = new SourceKind(
            Says("references: Stripe.net 43") ? ReferenceSet.Stripe43 : ReferenceSet.Stripe52,
            Says("output: console") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            LanguageVersion.Latest,
            NullableContextOptions.Enable,
            DocumentationMode.Diagnose,
            PreprocessorSymbols: [],
            ImplicitUsings: true,
            IsTestProject: Says("project: tests"));
        return Analysis.RunAsync(TestSolution.Create(state, kind, _analyzers), [.. _analyzers]);
    }

    private bool Says(string directive) => Texts.Any(text => text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Contains("// " + directive));

    [GeneratedRegex(@"//( (?<id>PAY[0-9]{4}))+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"[.>] *(Create|Update|Capture|Confirm|Cancel|Pay|Finalize|Void|Mark|Send|Attach|Detach|Resume|Release|Reject|Raw|Ping|Expire|Process|Set|Advance|Present|Accept)\w*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Call();

    internal sealed record Finding(string Id, string File, int Line)
    {
        public override string ToString() => $"{Id} {File}({Line})";
    }
}
