using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Flow;

namespace PaymentSafety.Analyzers.Tests.Flow;

/// <summary>
/// The engine over the bodies of a source. Each call of Leak must be hit and no call of Fine: a snippet shows both sides of a construct, and neither
/// an engine that follows nothing nor one that follows everything passes.
/// </summary>
internal static class FlowRun
{
    private const string Before = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        public record Pair(string First, string Second);
        public class Box { public string A { get; set; } public string B { get; set; } public Box Inner { get; set; } public List<string> Items { get; } = new(); public string Secret { get; set; } }
        public class Point { public Point(string x, string y) { X = x; Y = y; } public string X { get; } public string Y { get; } public void Deconstruct(out string x, out string y) => (x, y) = (X, Y); }
        public struct Cell { public string A; public string B; }
        public static class External { public static extern string Unknown(string value); public static extern T Fetch<T>(string key); public static extern bool Try(out string value); }

        public partial class C
        {
            private string field; private static string shared; private string Property { get; set; } private readonly Box box = new();
            private static void Leak(object value) { } private static void Fine(object value) { } private static string Mask(string value) => "";

        """;

    public static async Task<IReadOnlyCollection<string>> VerifyAsync(string members, TaintBudget? budget = null, string after = "")
    {
        var tree = CSharpSyntaxTree.ParseText(Before + members + "\n}\n" + after, new CSharpParseOptions(LanguageVersion.Preview));
        var compilation = CSharpCompilation.Create("Flow", [tree], ReferenceSet.WithoutStripe.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS0626"));
        var hits = Hits(compilation, budget ?? new TaintBudget(100_000));
        var calls = (await tree.GetRootAsync()).DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.Expression.ToString() is SecretPolicy.Leak or SecretPolicy.Fine).ToList();

        Assert.Empty(hits.Where(hit => hit.Sink.Equals(SecretPolicy.Fine)).Select(hit => $"{hit.Value.Syntax} is said to leak, and is fine."));
        Assert.Empty(
            from call in calls
            where call.Expression.ToString() == SecretPolicy.Leak && call.ArgumentList.Arguments.Count > 0
            where !hits.Any(hit => call.Span.Contains((hit.Inner ?? hit.Value.Syntax).Span))
            select $"{call} leaks, and nothing is said.");
        return [.. hits.Select(hit => $"{hit.Value.Syntax} from {hit.Origin.Syntax}")];
    }

    private static List<TaintHit> Hits(Compilation compilation, TaintBudget budget)
    {
        var policy = new SecretPolicy();
        var summaries = new TaintSummaries(policy, new DeclaredBodies(new SourceModels(compilation)), budget);
        var hits = new List<TaintHit>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax } or ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax }))
            {
                var graph = model.GetOperation(node) switch
                {
                    IMethodBodyOperation body => ControlFlowGraph.Create(body),
                    IConstructorBodyOperation body => ControlFlowGraph.Create(body),
                    IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body),
                    IFieldInitializerOperation body => ControlFlowGraph.Create(body),
                    _ => null,
                };
                if (graph is not null)
                {
                    hits.AddRange(new TaintFlow(policy, summaries, budget, default).Analyze(graph));
                }
            }
        }

        return hits;
    }
}
