namespace PaymentSafety.Runtime.Resilience;

/// <summary>What is to be done about an error of Stripe's.</summary>
/// <param name="Action">By the app.</param>
/// <param name="PayerMessage">What the payer may be told.</param>
/// <param name="DecidedBy">Which of Stripe's words decided, for the log: <c>decline_code=insufficient_funds</c>.</param>
public sealed record StripeErrorAdvice(StripeErrorAction Action, PayerMessage PayerMessage, string DecidedBy)
{
    /// <summary>A sentence for the payer, in English, that gives nothing away.</summary>
    public string PayerText => PayerMessage switch
    {
        PayerMessage.UseAnotherMethod => "This card cannot be used for this payment. Please use another card or payment method.",
        PayerMessage.CheckCardData => "Please check your card details and try again.",
        PayerMessage.Authenticate => "Your bank asks you to confirm this payment. Please try again and follow its instructions.",
        PayerMessage.ContactBank => "Your bank declined this payment. Please contact your bank, or use another card or payment method.",
        PayerMessage.NotEnoughFunds => "There are not enough funds for this payment. Please use another card or payment method.",
        PayerMessage.TryLater => "The payment could not be processed just now. You were not charged. Please try again in a few minutes.",
        PayerMessage.AlreadyPaid => "The same payment was made a moment ago. Please check your orders before you pay again.",
        PayerMessage.BeingChecked => "We are checking whether your payment went through. Please do not pay again.",
        _ => "The payment could not be completed. Please use another card or payment method.",
    };
}
