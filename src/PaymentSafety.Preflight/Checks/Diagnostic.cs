namespace PaymentSafety.Preflight.Checks;

/// <summary>One line that a user reads: a finding at the loudness that it has in this run.</summary>
internal sealed record Diagnostic(Severity Severity, Finding Finding)
{
    public string Code => Finding.Check.Id;

    /// <summary>What is wrong and what to do about it.</summary>
    public string Text => Finding.Fix.Length == 0 ? Finding.Message : Finding.Message + " " + Finding.Fix;

    public string HelpLink => Finding.Check.HelpLink;
}
