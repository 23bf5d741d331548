#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Configuration;
using PaymentSafety.Analyzers.Tests.Labelled;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Configuration;

public class LabelledCodeTests(ITestOutputHelper output) : LabelledCodeTests<LabelledCodeTests.Folder>(output)
{
    public sealed class Folder : ILabelledFolder
    {
        public static string Name => "Configuration";

        public static DiagnosticAnalyzer[] Analyzers => [new ApiKeySetPerRequest()];
    }
}

#endif
