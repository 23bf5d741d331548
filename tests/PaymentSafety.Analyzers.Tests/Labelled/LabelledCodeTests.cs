#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Labelled;

/// <summary>A folder of tests with labelled code, and the analyzers that its labels speak of.</summary>
public interface ILabelledFolder
{
    public static abstract string Name { get; }

    public static abstract DiagnosticAnalyzer[] Analyzers { get; }
}

/// <summary>How often the rules of a folder are right.</summary>
public abstract class LabelledCodeTests<TFolder>(ITestOutputHelper output)
    where TFolder : ILabelledFolder
{
    private static readonly IReadOnlyList<LabelledCode> Codes = LabelledCode.In(TFolder.Name, TFolder.Analyzers);

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
