namespace PaymentSafety.Core;

/// <summary>The environments in which real money moves. The build configuration (Release) says nothing about it.</summary>
public static class LiveEnvironments
{
    /// <summary>Environments that are live where no other list is given.</summary>
    public static readonly IReadOnlyList<string> Default = ["Production", "Prod", "Live"];

    /// <summary>The mode that an app in an environment of this name uses.</summary>
    public static StripeMode ModeOf(string environment, IReadOnlyList<string> liveEnvironments) =>
        liveEnvironments.Contains(environment, StringComparer.OrdinalIgnoreCase) ? StripeMode.Live : StripeMode.Test;
}
