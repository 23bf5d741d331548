using PaymentSafety.Build;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Tests.Build;

/// <summary>The task ships alone and cannot read the table: its words are a copy, and this keeps it one.</summary>
public class GateFailureTests
{
    [Fact]
    public void The_task_speaks_in_the_words_of_the_table()
    {
        AssertSame(CheckTable.ToolMissing.At(null, ("path", "/t.dll")), GateFailure.ToolMissing("/t.dll"));
        AssertSame(CheckTable.DotnetMissing.At(null, ("dotnet", "dotnet")), GateFailure.DotnetMissing("dotnet"));
        AssertSame(CheckTable.CutOff.At(null, ("exit", "134")), GateFailure.CutOff(134));
        AssertSame(CheckTable.TimedOut.At(null, ("seconds", "270")), GateFailure.TimedOut(TimeSpan.FromSeconds(270)));
    }

    private static void AssertSame(Finding expected, GateFailure actual) =>
        Assert.Equal((expected.Check.Id, expected.Message + " " + expected.Fix, expected.Check.HelpLink), (actual.Code, actual.Text, actual.HelpLink));
}
