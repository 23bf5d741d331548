using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Applies one fix as an editor does: to one diagnostic after the other, or to all at once.</summary>
internal sealed class CodeFixRun(
    CodeFixProvider fix, Func<Solution, Task<Analysis>> analyze, int? actionIndex, string? equivalenceKey, Action<CodeAction>? verifyAction)
{
    private readonly List<string> _offers = [];

    /// <summary>The diagnostics for which the fix offers the chosen action, with that action.</summary>
    public async Task<IReadOnlyList<(Diagnostic Diagnostic, Document Document, CodeAction Action)>> FixableAsync(Analysis analysis)
    {
        _offers.Clear();
        var fixable = new List<(Diagnostic, Document, CodeAction)>();
        foreach (var diagnostic in analysis.All.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            if (analysis.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await ChooseAsync(document, diagnostic) is { } action)
            {
                fixable.Add((diagnostic, document, action));
            }
        }

        return fixable;
    }

    /// <summary>What was offered for each diagnostic that <see cref="FixableAsync"/> looked at last.</summary>
    public string DescribeOffers() => _offers.Count == 0 ? "No diagnostic has an id that it fixes." : string.Join("\n", _offers);

    public async Task<Analysis> FixOneByOneAsync(Analysis analysis, int limit)
    {
        for (var done = 0; ; done++)
        {
            if (await FixableAsync(analysis) is not [var (diagnostic, _, action), ..])
            {
                return analysis;
            }

            if (done == limit)
            {
                throw new VerificationException(
                    $"After {limit} fixes '{action.Title}' is still offered for {diagnostic.Id} at {Places.Format(diagnostic.Location)}: the fix has no end, or NumberOfIncrementalIterations is too low.\n{await SourcesAsync(analysis.Solution)}");
            }

            analysis = await analyze(await ApplyAsync(analysis.Solution, action));
        }
    }

    /// <summary>Fixes all in a document, a project or the solution, until <paramref name="expected"/> is reached or nothing more is offered.</summary>
    public async Task<Solution> FixAllAsync(Analysis analysis, FixAllScope scope, int limit, SortedDictionary<string, string> expected)
    {
        var provider = fix.GetFixAllProvider()
            ?? throw new VerificationException($"{fix.GetType().Name} has no FixAllProvider. Give it one, or set SkipFixAll to the reason.");
        if (!provider.GetSupportedFixAllScopes().Contains(scope))
        {
            throw new VerificationException($"FixAll of {fix.GetType().Name} does not support the scope {scope}.");
        }

        for (var done = 0; ; done++)
        {
            if (await FixableAsync(analysis) is not [var (diagnostic, document, action), ..])
            {
                return analysis.Solution;
            }

            if (done == limit)
            {
                throw new VerificationException(
                    $"After {limit} rounds of FixAll in {scope} '{action.Title}' is still offered for {diagnostic.Id} at {Places.Format(diagnostic.Location)}: FixAll differs from fixing one by one, or NumberOfFixAllIterations is too low.\n{await SourcesAsync(analysis.Solution)}");
            }

            var key = action.EquivalenceKey
                ?? throw new VerificationException($"'{action.Title}' has no equivalence key, so FixAll cannot know which actions are the same.");
            var context = new FixAllContext(
                document, fix, scope, key, provider.GetSupportedFixAllDiagnosticIds(fix), new FoundDiagnostics(analysis), CancellationToken.None);
            var all = await provider.GetFixAsync(context)
                ?? throw new VerificationException($"FixAll in {scope} gives no action for '{action.Title}'.");
            var after = await ApplyAsync(analysis.Solution, all);
            if ((await TestSolution.TextsAsync(after)).SequenceEqual(expected))
            {
                // What is offered for this text is known since the diagnostics were fixed one by one.
                return after;
            }

            analysis = await analyze(after);
        }
    }

    /// <summary>Makes every offered change for some diagnostics in half-typed code, and throws it away: what it is does not matter, but it must not crash.</summary>
    public async Task TryAsync(Analysis broken, int limit)
    {
        var fixable = broken.All.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id) && BrokenCodeRun.IsBroken(diagnostic.Location.SourceTree));
        foreach (var diagnostic in fixable.TakeLast(limit))
        {
            try
            {
                foreach (var action in await OfferAsync(broken.Solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic))
                {
                    await action.GetOperationsAsync(CancellationToken.None);
                }
            }
            catch (Exception crash)
            {
                throw new VerificationException(
                    $"Half-typed code: {fix.GetType().Name} crashed on {diagnostic.Id} at {Places.Format(diagnostic.Location)}.\n{crash}\nin\n{diagnostic.Location.SourceTree}");
            }
        }
    }

    private async Task<List<CodeAction>> OfferAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private async Task<CodeAction?> ChooseAsync(Document document, Diagnostic diagnostic)
    {
        var actions = await OfferAsync(document, diagnostic);
        _offers.Add($"{diagnostic.Id} at {Places.Format(diagnostic.Location)}: {(actions.Count == 0 ? "no action" : string.Join("; ", actions.Select(action => $"'{action.Title}' ({action.EquivalenceKey})")))}");
        var chosen = actionIndex is { } index ? actions.ElementAtOrDefault(index)
            : equivalenceKey is null ? actions.FirstOrDefault()
            : actions.Find(action => action.EquivalenceKey == equivalenceKey);
        if (chosen is not null && equivalenceKey is not null && chosen.EquivalenceKey != equivalenceKey)
        {
            throw new VerificationException($"Action {actionIndex}, '{chosen.Title}', has the key '{chosen.EquivalenceKey}' and not '{equivalenceKey}'.");
        }

        return chosen;
    }

    private async Task<Solution> ApplyAsync(Solution before, CodeAction action)
    {
        verifyAction?.Invoke(action);
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        if (operations is not [ApplyChangesOperation { ChangedSolution: var changed }])
        {
            throw new VerificationException($"'{action.Title}' has {operations.Length} operations; it must be one change of the solution.");
        }

        var after = await TestSolution.ReparseAsync(changed);
        if ((await TestSolution.TextsAsync(before)).SequenceEqual(await TestSolution.TextsAsync(after)))
        {
            throw new VerificationException($"'{action.Title}' changes nothing.\n{await SourcesAsync(before)}");
        }

        await VerifyTreesAsync(action, changed, after);
        return after;
    }

    /// <summary>A tree that its own text does not parse to works in the editor until the file is opened again.</summary>
    private static async Task VerifyTreesAsync(CodeAction action, Solution changed, Solution reparsed)
    {
        foreach (var document in reparsed.Projects.SelectMany(project => project.Documents))
        {
            var built = await changed.GetDocument(document.Id)!.GetSyntaxRootAsync();
            var parsed = await document.GetSyntaxRootAsync();
            if (!SyntaxFactory.AreEquivalent(built, parsed, topLevel: false))
            {
                throw new VerificationException($"'{action.Title}' built a syntax tree that its text does not parse to.\n{built}");
            }
        }
    }

    private static async Task<string> SourcesAsync(Solution solution) =>
        string.Join("\n", (await TestSolution.TextsAsync(solution)).Select(file => $"// {file.Key}\n{file.Value}"));

    /// <summary>FixAll asks for the diagnostics; they are known.</summary>
    private sealed class FoundDiagnostics(Analysis analysis) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(analysis.ByProject[project.Id]);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return analysis.ByProject[document.Project.Id].Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(analysis.ByProject[project.Id].Where(diagnostic => !diagnostic.Location.IsInSource));
    }
}
