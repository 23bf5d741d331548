namespace PaymentSafety.Build;

/// <summary>
/// Starts <c>payment-safety check</c> and does not wait: it reads and asks while MSBuild goes on, until <see cref="PaymentSafetyCheck"/> wants to
/// know.
/// </summary>
public sealed class PaymentSafetyStart : GateTask
{
    /// <inheritdoc/>
    public override bool Execute()
    {
        // A tool that could not be ended with the build is not started: the check starts its own, and waits.
        if (!CanKeep)
            return true;
        if (StartTool([]) is not { } tool)
            return false;
        Keep(tool);
        return true;
    }
}
