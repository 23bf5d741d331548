using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.PriceIds;

namespace PaymentSafety.Analyzers.Tests.PriceIds;

/// <summary>The generator over a map, as the compiler runs it: with the properties and the item that the package hands over.</summary>
internal sealed class GeneratorRun
{
    private const string MapPath = "/shop/stripe-prices.json";

    private readonly CSharpParseOptions _language;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private MapFile? _map;

    /// <param name="map">The map; null for none.</param>
    /// <param name="code">What uses the generated code.</param>
    /// <param name="properties">MSBuild properties beside the one that turns it on.</param>
    /// <param name="isOn">PaymentSafetyGeneratePriceIds; null for a project that says nothing.</param>
    public GeneratorRun(string? map, string code = "", LanguageVersion language = LanguageVersion.Latest, string? isOn = "true", params (string Name, string Value)[] properties)
    {
        _language = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        _map = map is null ? null : new MapFile(map);
        var global = properties.Append(("RootNamespace", properties.FirstOrDefault(property => property.Name == "RootNamespace").Value ?? "Shop"))
            .Concat(isOn is null ? [] : [("PaymentSafetyGeneratePriceIds", isOn)]).DistinctBy(property => property.Item1);
        _driver = CSharpGeneratorDriver.Create(
            [new PriceIdGenerator().AsSourceGenerator()],
            _map is null ? [] : [_map],
            _language,
            new Options(global.ToImmutableDictionary(property => "build_property." + property.Item1, property => property.Item2)),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: language >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        _compilation = CSharpCompilation.Create("Shop", [Parse(code)], ReferenceSet.WithoutStripe.References, options);
        Run();
    }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _driver.GetRunResult().Diagnostics;

    /// <summary>The generated source; null for none.</summary>
    public string? Source => _driver.GetRunResult().GeneratedTrees.SingleOrDefault()?.ToString();

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; private set; } = null!;

    /// <summary>What the compiler says of all of it.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics => Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>Why the results of a step of the last run are what they are.</summary>
    public IncrementalStepRunReason ReasonOf(string step) =>
        Assert.Single(_driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason).Distinct());

    /// <summary>The same of what became source.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons =>
        _driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>Another run after the code was typed on.</summary>
    public void ChangeCode(string code)
    {
        _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], Parse(code));
        Run();
    }

    /// <summary>Another run after the map was saved.</summary>
    public void ChangeMap(string map)
    {
        var changed = new MapFile(map);
        _driver = _driver.ReplaceAdditionalText(_map!, changed);
        _map = changed;
        Run();
    }

    private SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code, _language, "/shop/Code.cs", Encoding.UTF8);

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _);
        Output = output;
    }

    private sealed class MapFile(string text) : AdditionalText
    {
        public override string Path => MapPath;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }

    private sealed class Options(ImmutableDictionary<string, string> global) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(global);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(ImmutableDictionary<string, string>.Empty.Add("build_metadata.AdditionalFiles.PaymentSafetyPriceMap", "true"));

        private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
