#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Practice;
using PaymentSafety.Analyzers.Tests.Labelled;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Practice;

public class LabelledCodeTests(ITestOutputHelper output) : LabelledCodeTests<LabelledCodeTests.Folder>(output)
{
    public sealed class Folder : ILabelledFolder
    {
        public static string Name => "Practice";

        public static DiagnosticAnalyzer[] Analyzers => [new PracticeAnalyzer()];
    }
}

#endif
