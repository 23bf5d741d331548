#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using PaymentSafety.Analyzers.Practice;
using PaymentSafety.Analyzers.Tests.Labelled;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Practice;

public class LabelledCodeTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<LabelledCode> Codes = LabelledCode.In("Practice", new PracticeAnalyzer());

    public static TheoryData<string> Names => [.. Codes.Select(code => code.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Findings_are_the_labelled_ones(string name) => Codes.FindingsAreTheLabelledAsync(name);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Code_compiles_unless_it_says_that_it_does_not(string name) => Codes.CompilesUnlessItSaysThatItDoesNotAsync(name);

    [Fact]
    public Task Precision_and_recall_are_at_least_99_percent() => Codes.PrecisionAndRecallAreAtLeastAsync(0.99, output);
}

#endif
