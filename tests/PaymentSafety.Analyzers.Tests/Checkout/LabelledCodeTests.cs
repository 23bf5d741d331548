#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Checkout;
using PaymentSafety.Analyzers.Tests.Labelled;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Checkout;

public class LabelledCodeTests(ITestOutputHelper output) : LabelledCodeTests<LabelledCodeTests.Folder>(output)
{
    public sealed class Folder : ILabelledFolder
    {
        public static string Name => "Checkout";

        public static DiagnosticAnalyzer[] Analyzers => [new CardOnlyPaymentMethods()];
    }
}

#endif
