using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>
/// Analyzers over the cut sources of a test: beside the whole ones where they can stand there, else one at a time in their place.
/// Half-typed code has no diagnostics that are right, but it must not crash anything, neither concurrently nor one action after the other.
/// </summary>
internal sealed class BrokenCodeRun(ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    /// <summary>
    /// How much half-typed code one source gives, in tokens. Each cut costs as much as the source itself; that there are many tests, each
    /// cut elsewhere, makes up for the few cuts of a long one.
    /// </summary>
    private const int TokensBesideTheWhole = 600;
    private const int FewestCuts = 6;
    private const int CutsInPlace = 4;

    private const string Folder = "/broken/";

    public static bool IsBroken(SyntaxTree? tree) => tree?.FilePath.StartsWith(Folder, StringComparison.Ordinal) == true;

    /// <exception cref="VerificationException">An analyzer crashed; the message holds the cut source.</exception>
    public async Task<IReadOnlyList<Analysis>> RunAsync(Solution whole)
    {
        var analyses = new List<Analysis>();
        foreach (var solution in await CutAsync(whole))
        {
            analyses.Add(await AnalyzeAsync(solution, concurrent: analyses.Count % 2 == 0));
        }

        return analyses;
    }

    private static async Task<IReadOnlyList<Solution>> CutAsync(Solution whole)
    {
        var inPlace = new List<Solution>();
        Solution[] beside = [whole, whole];
        var number = 0;
        foreach (var document in whole.Projects.SelectMany(project => project.Documents))
        {
            var source = (await document.GetTextAsync()).ToString();
            if (BrokenCode.FitsInNamespace(source))
            {
                foreach (var cut in BrokenCode.Cut(source, Math.Max(FewestCuts, TokensBesideTheWhole / Math.Max(1, BrokenCode.CountTokens(source)))))
                {
                    beside[number % 2] = Add(beside[number % 2], document.Project.Id, BrokenCode.InNamespace(cut, number), number);
                    number++;
                }
            }
            else
            {
                var rest = whole.RemoveDocument(document.Id);
                inPlace.AddRange(BrokenCode.Cut(source, CutsInPlace).Select(cut => Add(rest, document.Project.Id, cut, number++)));
            }
        }

        return [.. beside.Where(solution => solution != whole), .. inPlace];
    }

    private static Solution Add(Solution solution, ProjectId project, string cut, int number) =>
        solution.AddDocument(DocumentId.CreateNewId(project), $"{number}.cs", SourceText.From(cut, Encoding.UTF8), filePath: $"{Folder}{number}.cs");

    private async Task<Analysis> AnalyzeAsync(Solution solution, bool concurrent)
    {
        try
        {
            return await Analysis.RunAsync(solution, analyzers, concurrent);
        }
        catch (VerificationException crash)
        {
            throw await BlameAsync(solution, crash);
        }
    }

    /// <summary>Which of the cuts it was.</summary>
    private async Task<VerificationException> BlameAsync(Solution solution, VerificationException crash)
    {
        Document[] broken = [.. solution.Projects.SelectMany(project => project.Documents).Where(document => document.FilePath!.StartsWith(Folder, StringComparison.Ordinal))];
        foreach (var suspect in broken)
        {
            try
            {
                await Analysis.RunAsync(solution.RemoveDocuments([.. broken.Select(document => document.Id).Where(id => id != suspect.Id)]), analyzers);
            }
            catch (VerificationException)
            {
                return new VerificationException($"Half-typed code: {crash.Message}\nin\n{await suspect.GetTextAsync()}");
            }
        }

        return new VerificationException($"Half-typed code, several cuts together: {crash.Message}");
    }
}
