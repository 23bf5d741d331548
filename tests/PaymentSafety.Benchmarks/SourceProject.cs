using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Benchmarks;

/// <summary>C# sources that are compiled together, with .NET, ASP.NET Core and what this program has, and, where it is asked for, Stripe.net.</summary>
internal sealed class SourceProject
{
    /// <summary>A folder with more that does not compile as it is, is cut into several: a compilation of this many files is a large project already.</summary>
    private const int MostFiles = 400;

    private const string StripeNet = "Stripe.net.dll";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Parse);

    /// <summary>What a web project has without asking, and what the repository's own tests have.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyFramework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && !name.StartsWith("PaymentSafety.", StringComparison.Ordinal) && name != StripeNet)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<MetadataReference> LazyStripe = new(() => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, StripeNet)));

    private readonly IReadOnlyList<(string Path, string Text)> _files;
    private readonly bool _referencesStripe;
    private readonly string _usings;
    private readonly Lazy<Diagnostic?> _firstError;

    private SourceProject(string name, IReadOnlyList<(string Path, string Text)> files, bool referencesStripe, string usings)
    {
        Name = name;
        _files = files;
        _referencesStripe = referencesStripe;
        _usings = usings;
        _firstError = new(() => Compile().GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Lines = files.Sum(file => (long)file.Text.AsSpan().Count('\n'));
    }

    public string Name { get; }

    /// <summary>A project that lacks references or a generator cannot be emitted.</summary>
    public bool HasErrors => _firstError.Value is not null;

    public Diagnostic? FirstError => _firstError.Value;

    public long Lines { get; }

    public int Files => _files.Count;

    /// <summary>One project for each folder that holds sources; <c>bin</c> and <c>obj</c> are left out.</summary>
    public static IEnumerable<SourceProject> In(string root, bool referencesStripe) =>
        Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .GroupBy(path => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar) is [var first, _, ..] ? first : ".", path => (path, File.ReadAllText(path)))
            .SelectMany(folder => Of(folder.Key, [.. folder], referencesStripe));

    /// <summary>As it compiles: older sources were written before a project had global usings.</summary>
    private static IEnumerable<SourceProject> Of(string name, (string Path, string Text)[] files, bool referencesStripe)
    {
        foreach (var usings in new[] { ImplicitUsings, string.Empty })
        {
            var whole = new SourceProject(name, files, referencesStripe, usings);
            if (!whole.HasErrors)
            {
                return [whole];
            }
        }

        return files.Chunk(MostFiles).Select((part, index) => new SourceProject($"{name} {index + 1}", part, referencesStripe, ImplicitUsings));
    }

    /// <summary>Parsed anew at each call, so that nothing is bound before it is measured.</summary>
    public CSharpCompilation Compile()
    {
        var trees = _files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path, Encoding.UTF8)).ToArray();
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax));
        return CSharpCompilation.Create(
            "Project",
            trees.Prepend(CSharpSyntaxTree.ParseText(_usings, ParseOptions, "ImplicitUsings.g.cs", Encoding.UTF8)),
            _referencesStripe ? LazyFramework.Value.Add(LazyStripe.Value) : LazyFramework.Value,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                concurrentBuild: false,
                nullableContextOptions: NullableContextOptions.Enable));
    }
}
