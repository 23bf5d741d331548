namespace CreditShop.Payments;

/// <summary>A sentence for the user, and how it is meant: good, calm or bad.</summary>
internal sealed record Notice(string Kind, string Text)
{
    public static Notice Good(string text) => new("good", text);

    public static Notice Calm(string text) => new("calm", text);

    public static Notice Bad(string text) => new("bad", text);
}
