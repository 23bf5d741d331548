namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>What tests say about a run. A failure shows the whole run.</summary>
internal static class DotnetRunAssertions
{
    private const string Speaking = "PaymentSafety: checking ";

    public static DotnetRun MustSucceed(this DotnetRun run)
    {
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }

    public static DotnetRun MustFail(this DotnetRun run)
    {
        Assert.True(run.ExitCode != 0, "It went through: " + run);
        return run;
    }

    /// <summary>How often the gate spoke.</summary>
    public static int GateRuns(this DotnetRun run) => run.Lines.Count(line => line.Contains(Speaking, StringComparison.Ordinal));

    public static void MustPrint(this DotnetRun run, string text) => Assert.True(run.Output.Contains(text, StringComparison.Ordinal), $"'{text}' was not printed. {run}");

    /// <summary>The publish failed with exactly this error, and it says where, what to do, and where to read more.</summary>
    /// <param name="place"><c>file(line,column)</c>; the file alone for an error of MSBuild's own task, which knows no positions.</param>
    /// <param name="text">A part of the message, and a part of the fix.</param>
    public static void MustBeRefused(this DotnetRun run, string code, string place, params ReadOnlySpan<string> text)
    {
        run.MustFail();
        var errors = run.Errors.ToList();
        Assert.True(errors.Count == 1 && errors[0].Code == code, $"Expected {code} and no other error. {run}");
        var error = errors[0];
        Assert.True((error.Line == 0 ? error.FileName : $"{error.FileName}({error.Line},{error.Column})") == place, $"Expected {code} at {place}. {run}");
        foreach (var part in text)
            Assert.True(error.Text.Contains(part, StringComparison.Ordinal), $"'{part}' is not in the text of {code}. {run}");
        Assert.EndsWith("docs/preflight.md#" + code.ToLowerInvariant(), error.Help, StringComparison.Ordinal);
    }
}
