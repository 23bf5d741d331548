using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>Where a run speaks. Everything that it is given is redacted before it is written.</summary>
internal interface IReporter
{
    /// <summary>A line for the person who watches.</summary>
    public void Say(string line);

    /// <summary>A finding.</summary>
    public void Report(Diagnostic diagnostic);

    /// <summary>The end of the part that needs no compiled app; the rest comes when the build says that there is one.</summary>
    public void Paused(ExitCode exitCode)
    {
    }

    /// <summary>The end, whatever it was. A reader that does not see it knows that the run was cut off.</summary>
    public void Done(ExitCode exitCode);
}
