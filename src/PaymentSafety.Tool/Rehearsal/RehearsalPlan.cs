namespace PaymentSafety.Tool.Rehearsal;

/// <summary>What is rehearsed.</summary>
/// <param name="App">The app's name, for the heading.</param>
/// <param name="Address">Where the app listens on this computer.</param>
/// <param name="Route">The route of its webhook.</param>
/// <param name="Events">The event types that its code handles.</param>
/// <param name="SecretVariable">The environment variable by which it is given the signing secret.</param>
internal sealed record RehearsalPlan(string App, Uri Address, string Route, IReadOnlyList<string> Events, string SecretVariable)
{
    public string ForwardTo => new Uri(Address, Route).ToString();

    public IEnumerable<string> Triggered => Events.Where(TriggeredEvents.All.Contains);

    /// <summary>What the Stripe CLI cannot bring about.</summary>
    public IEnumerable<string> ByHand => Events.Where(type => !TriggeredEvents.All.Contains(type));
}
