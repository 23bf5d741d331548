using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>
/// What <see cref="CSharpAnalyzerTest{TAnalyzer}"/> does, and then the fix: applied to one diagnostic at a time, each time to what
/// the new text parses to, until it offers nothing more; and once for all in the document, the project and the solution. Each way
/// must end in the expected text, and that text must compile and emit.
/// </summary>
public class CSharpCodeFixTest<TAnalyzer, TCodeFix> : CSharpAnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    /// <summary>How many diagnostics of half-typed code the fix is tried on, of those that are found in one analysis.</summary>
    private const int FixesInBrokenCode = 1;

    /// <summary>After the fix; files that are not named are as before. Its markup expects the diagnostics that the fix leaves.</summary>
    public SolutionState FixedState { get; } = new();

    public string FixedCode
    {
        set => FixedState.Sources.Add(value);
    }

    /// <summary>Which of the offered actions, from 0.</summary>
    public int? CodeActionIndex { get; set; }

    /// <summary>Which of the offered actions, by its key.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>Looks at each action before it is applied, such as at its title.</summary>
    public Action<CodeAction>? CodeActionVerifier { get; set; }

    /// <summary>At most this often one diagnostic after the other is fixed; by default, as often as there are diagnostics to fix.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>At most this often all are fixed at once, for each document, project or solution: more than 1 where one text needs several actions.</summary>
    public int NumberOfFixAllIterations { get; set; } = 1;

    /// <summary>Why this fix is not to be applied to all diagnostics at once; null, and it must be.</summary>
    public string? SkipFixAll { get; set; }

    private protected override IEnumerable<SolutionState> States => [TestState, FixedState.WithDefaultsFrom(TestState)];

    private protected override async Task VerifyAsync()
    {
        var before = await VerifyTestStateAsync();
        var (fixedState, remaining) = MarkedState.Read(FixedState.WithDefaultsFrom(TestState), Analyzers);
        var expected = await TextsAsync(fixedState);
        var fixer = CreateRun();
        var count = (await fixer.FixableAsync(before)).Count;
        if (count == 0 && !SameTexts(expected, await TestSolution.TextsAsync(before.Solution)))
        {
            throw new VerificationException($"{typeof(TCodeFix).Name} offers no action for any diagnostic of the test.\n{fixer.DescribeOffers()}");
        }

        var after = await fixer.FixOneByOneAsync(before, NumberOfIncrementalIterations ?? count);
        await VerifyTextsAsync("Fixed one by one", expected, after.Solution);
        Verify("The fixed code", remaining, after);
        await VerifyEmitsAsync(after.Solution, remaining);
        if (count > 0 && SkipFixAll is null)
        {
            await VerifyFixAllAsync(fixer, before, expected);
        }
    }

    private protected override async Task VerifyBrokenCodeAsync(IReadOnlyList<Analysis> broken)
    {
        foreach (var analysis in broken)
        {
            await CreateRun().TryAsync(analysis, FixesInBrokenCode);
        }
    }

    private CodeFixRun CreateRun() => new(new TCodeFix(), AnalyzeAsync, CodeActionIndex, CodeActionEquivalenceKey, CodeActionVerifier);

    private async Task VerifyFixAllAsync(CodeFixRun fixer, Analysis before, SortedDictionary<string, string> expected)
    {
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            var units = scope switch
            {
                FixAllScope.Document => before.Solution.Projects.Sum(project => project.DocumentIds.Count),
                FixAllScope.Project => before.Solution.ProjectIds.Count,
                _ => 1,
            };
            var after = await fixer.FixAllAsync(before, scope, units * NumberOfFixAllIterations, expected);
            await VerifyTextsAsync($"FixAll in {scope.ToString().ToLowerInvariant()}", expected, after);
        }
    }

    private Task<SortedDictionary<string, string>> TextsAsync(SolutionState state) => TestSolution.TextsAsync(TestSolution.Create(state, SourceKind, Analyzers));

    private static bool SameTexts(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual) => expected.SequenceEqual(actual);

    private static async Task VerifyTextsAsync(string context, SortedDictionary<string, string> expected, Solution solution)
    {
        var actual = await TestSolution.TextsAsync(solution);
        foreach (var path in expected.Keys.Union(actual.Keys))
        {
            var (before, after) = (expected.GetValueOrDefault(path), actual.GetValueOrDefault(path));
            if (before != after)
            {
                throw new VerificationException(
                    before is null ? $"{context}: the fix added {path}:\n{after}"
                    : after is null ? $"{context}: {path} is missing."
                    : $"{context}: {path} is not as expected (- expected, + found).\n{TextDiff.Lines(before, after)}");
            }
        }
    }

    /// <summary>More fails in emit than in binding: what the fix leaves must not only look right.</summary>
    private static async Task VerifyEmitsAsync(Solution solution, IEnumerable<DiagnosticResult> remaining)
    {
        if (remaining.Any(result => result.Id.StartsWith("CS", StringComparison.Ordinal) && result.Severity == DiagnosticSeverity.Error))
        {
            return;
        }

        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync();
            var result = compilation!.Emit(Stream.Null);
            if (!result.Success)
            {
                throw new VerificationException($"The fixed code does not emit:\n{string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}");
            }
        }
    }
}
