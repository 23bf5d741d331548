namespace PaymentSafety.CommandLine;

/// <summary>What a run of <c>dotnet</c> came to.</summary>
/// <param name="CommandLine">As one would type it.</param>
/// <param name="Lines">Output and errors, in the order in which they came.</param>
internal sealed record DotnetRun(string CommandLine, int ExitCode, IReadOnlyList<string> Lines, TimeSpan Took)
{
    public IReadOnlyList<BuildMessage> Messages { get; } = BuildMessage.ReadAll(Lines);

    public IEnumerable<BuildMessage> Errors => Messages.Where(message => message.IsError);

    public string Output => string.Join(Environment.NewLine, Lines);

    public override string ToString() => $"{CommandLine}{Environment.NewLine}{Output}{Environment.NewLine}exit code {ExitCode} after {Took.TotalSeconds:0.0} s";
}
