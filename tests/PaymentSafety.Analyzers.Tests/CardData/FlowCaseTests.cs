namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>Labelled lines: the ones that the rules were designed by, and further ones for each class of them.</summary>
public class FlowCaseTests
{
    private static readonly FlowCases Labelled = FlowCases.Read("labelled-flows.tsv");
    private static readonly FlowCases Further = FlowCases.Read("further-flows.tsv");

    public static TheoryData<string> LabelledIds => [.. Labelled.All.Select(flow => flow.Id)];

    public static TheoryData<string> FurtherIds => [.. Further.All.Select(flow => flow.Id)];

    [Theory]
    [MemberData(nameof(LabelledIds))]
    public Task Says_what_the_label_says(string id) => VerifyAsync(Labelled, id);

    [Theory]
    [MemberData(nameof(FurtherIds))]
    public Task Says_so_of_further_lines(string id) => VerifyAsync(Further, id);

    private static async Task VerifyAsync(FlowCases cases, string id)
    {
        var flow = cases.All.Single(candidate => candidate.Id == id);
        var found = await cases.FoundAsync(id);

        // The oldest compiler does not know all of the language that the cases are written in; there, not to crash is enough.
        Assert.True(!TestCompiler.IsCurrent || string.Join(" ", found) == (flow.Expected == "none" ? "" : flow.Expected), $"Expected {flow.Expected}, found {string.Join(" ", found)}: {flow.Code}");
    }
}
