using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.Tests.Shipped;
using PaymentSafety.Analyzers.Tests.VerificationTests;

namespace PaymentSafety.Analyzers.Tests.Reliability;

/// <summary>All analyzers at once, over code that is legal, their own, broken, and gone.</summary>
public class ReliabilityTests
{
    /// <summary>How far apart, in tokens, legal code is cut: far enough to be done in seconds. PAYMENTSAFETY_CUT_EVERY=1 takes hours and misses nothing.</summary>
    private static readonly int CutEvery = int.Parse(Environment.GetEnvironmentVariable("PAYMENTSAFETY_CUT_EVERY") ?? "61");

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateDirectories(RepositoryFiles.PathOf("src")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Legal_code_is_left_alone(bool concurrent)
    {
        var sources = Files("tests/ValidCode");
        Assert.NotEmpty(sources);
        var compilation = Sweep.Generate(Sweep.Compile(sources));

        var reported = await new Sweep(ShippedRules.Analyzers, concurrent).AnalyzeAsync(compilation);

        // The oldest compiler does not know all of the language that ValidCode is written in; there, not to crash is enough.
        if (TestCompiler.IsCurrent)
        {
            Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            Assert.Empty(reported);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Own_sources_are_left_alone(string project)
    {
        var roslyn = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name is { } name && name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(assembly => MetadataReference.CreateFromFile(assembly.Location));

        Assert.Empty(await new Sweep(ShippedRules.Analyzers).AnalyzeAsync(Sweep.Compile(Files($"src/{project}"), roslyn)));
    }

    /// <summary>The sources of the rules' own tests are cut by the verifier, each in its test.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Legal_code_half_typed_crashes_nothing(bool concurrent)
    {
        var sources = Files("tests/ValidCode").Select(file => file.Text).ToArray();

        // Each run cuts between the cuts of the other.
        var count = await new Sweep(ShippedRules.Analyzers, concurrent).CutAsync(sources, CutEvery, first: concurrent ? CutEvery / 2 : 0);

        Assert.True(count > sources.Length, $"Only {count} cuts were made of {sources.Length} sources.");
    }

    /// <summary>An editor asks for a file, asks again when another file has changed, and asks for the lines that are on the screen.</summary>
    [Theory]
    [InlineData("samples/WrongShop")]
    [InlineData("tests/PaymentSafety.Analyzers.Tests/Money/LabelledCode")]
    [InlineData("tests/PaymentSafety.Analyzers.Tests/Webhooks/LabelledCode")]
    [InlineData("tests/PaymentSafety.Analyzers.Tests/Practice/LabelledCode")]
    public async Task Asked_again_they_say_the_same(string folder)
    {
        var compilation = Sweep.Compile([.. Files(folder), .. Files("samples/Shared")]);
        var analysis = new CompilationWithAnalyzers(compilation, [.. ShippedRules.Analyzers], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var told = 0;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);

            var first = await Ask(model, null);
            var second = await Ask(model, null);

            Assert.Equal(first.Keys, second.Keys);
            foreach (var (text, span) in first)
            {
                Assert.Contains(text, (await Ask(model, span)).Keys);
            }

            told += first.Count;
        }

        // The oldest compiler does not know all of the language that the labelled code is written in; there, to say the same is enough.
        Assert.True(told > 0 || !TestCompiler.IsCurrent, "Nothing was reported.");

        async Task<SortedDictionary<string, TextSpan>> Ask(SemanticModel model, TextSpan? span) =>
            new((await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, span, CancellationToken.None)).ToDictionary(diagnostic => diagnostic.ToString(), diagnostic => diagnostic.Location.SourceSpan), StringComparer.Ordinal);
    }

    [Fact]
    public void Compilation_is_let_go_after_analysis() => AssertLetGo(ShippedRules.Analyzers);

    /// <summary>
    /// The analyzers live on, as they do in an editor. They see a clone of the compilation that is analysed, so a witness among them takes down which.
    /// </summary>
    internal static void AssertLetGo(IEnumerable<DiagnosticAnalyzer> analyzers)
    {
        var witness = new Witness();
        AnalyzeAndForget(new Sweep([.. analyzers, witness]));
        for (var attempt = 0; attempt < 10 && witness.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(witness.HasSeen, "No analyzer was started.");
        Assert.False(witness.IsAlive, "Something still holds the compilation after it was analysed.");
    }

    /// <summary>In a method of its own, so that no local of the caller keeps the compilation.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AnalyzeAndForget(Sweep sweep) =>
        sweep.AnalyzeAsync(Sweep.Compile([("/Pay.cs", "class C { object M(Stripe.RefundService s) => s.Create(null); }")])).GetAwaiter().GetResult();

    private static (string Path, string Text)[] Files(string folder) => [.. RepositoryFiles.Sources(folder).Select(path => (path, File.ReadAllText(path)))];

    private sealed class Witness : DiagnosticAnalyzer
    {
        private WeakReference? _compilation;

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [BadLocalAnalyzer.Rule];

        public bool HasSeen => _compilation is not null;

        public bool IsAlive => _compilation is { IsAlive: true };

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(compilation => _compilation = new WeakReference(compilation.Compilation));
        }
    }
}
