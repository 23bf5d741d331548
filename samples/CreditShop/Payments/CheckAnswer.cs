using PaymentSafety.Runtime.Reconciliation;

namespace CreditShop.Payments;

/// <summary>What a payer is told after pressing the button.</summary>
internal static class CheckAnswer
{
    /// <param name="result">What the check came to.</param>
    /// <param name="balance">The user's credits after it.</param>
    public static Notice Of(PaymentSelfCheckResult result, long balance) => result switch
    {
        { Outcome: PaymentSelfCheckOutcome.TooSoon, RetryAfter: var wait } => Notice.Calm($"You have just checked. Please wait {Seconds(wait!.Value)} and press the button again."),
        { Outcome: PaymentSelfCheckOutcome.NeverPaid } => Notice.Calm("You have not bought anything in this account yet. If you paid in another account, sign in there."),
        { Outcome: PaymentSelfCheckOutcome.CouldNotAsk } => Notice.Bad("Your payments could not be looked up just now. Nothing is lost: please try again in a few minutes."),
        { Failed: > 0 } => Notice.Bad("We found your payment, but could not add the credits just now. We try again by ourselves within the hour; you need not do anything."),
        { Granted: > 0 and var found } => Notice.Good($"Found {(found == 1 ? "1 payment" : $"{found} payments")} that had not reached us. You now have {Pages.Words.Credits(balance)}."),
        _ => Notice.Calm($"Every payment of yours has reached us, and nothing is missing. You have {Pages.Words.Credits(balance)}."),
    };

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds) is var seconds and > 1 ? $"{seconds:0} seconds" : "a second";
}
