namespace ValidCode.Webhooks;

/// <summary>Code that speaks of event types without handling an event.</summary>
public static class TextsOfEventTypes
{
    public sealed record Setting(string Value, string Name);

    public static string Describe(Setting setting)
    {
        if (setting is not { Value: "checkout.session.completed" })
        {
            return "another event";
        }

        return Note(setting.Name);
    }

    private static string Note(string name) => name + " is sent when a customer has gone through Checkout.";
}
