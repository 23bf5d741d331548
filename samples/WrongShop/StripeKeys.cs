namespace Shop;

internal static class StripeKeys
{
    // Wrong: whoever can read the code can move the shop's money. (Made up, and in parts: this repository holds nothing that looks like a key.)
    public const string Live = "sk_" + "live_" + "51Qd7RbKz0hYtWm3" + "uXc9LpV2gJ8sNe5fTa4DqBy6";
}
