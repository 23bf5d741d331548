using System.Collections.Frozen;
using static PaymentSafety.Runtime.Resilience.PayerMessage;
using static PaymentSafety.Runtime.Resilience.StripeErrorAction;

namespace PaymentSafety.Runtime.Resilience;

/// <summary>
/// Every decline code that Stripe documents (https://docs.stripe.com/declines/codes), and the codes of card errors that stand beside them
/// (https://docs.stripe.com/error-codes), with what follows from each.
/// </summary>
internal static class DeclineCodes
{
    /// <summary>Where Stripe says not to tell the payer more, the sentence is that of a generic decline.</summary>
    public static readonly FrozenDictionary<string, (StripeErrorAction Action, PayerMessage Message)> All = new Dictionary<string, (StripeErrorAction, PayerMessage)>
    {
        // The payer must authenticate, on session.
        ["authentication_required"] = (CustomerAction, Authenticate),
        ["authentication_not_handled"] = (CustomerAction, Authenticate),
        ["mobile_device_authentication_required"] = (CustomerAction, Authenticate),

        // The payer can correct it. With the same data it is declined again.
        ["incorrect_number"] = (CustomerAction, CheckCardData),
        ["invalid_number"] = (CustomerAction, CheckCardData),
        ["incorrect_cvc"] = (CustomerAction, CheckCardData),
        ["invalid_cvc"] = (CustomerAction, CheckCardData),
        ["invalid_expiry_month"] = (CustomerAction, CheckCardData),
        ["invalid_expiry_year"] = (CustomerAction, CheckCardData),
        ["incorrect_address"] = (CustomerAction, CheckCardData),
        ["incorrect_zip"] = (CustomerAction, CheckCardData),
        ["incorrect_pin"] = (CustomerAction, CheckCardData),
        ["invalid_pin"] = (CustomerAction, CheckCardData),
        ["offline_pin_required"] = (CustomerAction, CheckCardData),
        ["online_or_offline_pin_required"] = (CustomerAction, CheckCardData),
        ["new_account_information_available"] = (CustomerAction, CheckCardData),

        // The payer must ask the bank, or take another card.
        ["call_issuer"] = (CustomerAction, ContactBank),
        ["card_velocity_exceeded"] = (CustomerAction, ContactBank),
        ["withdrawal_count_limit_exceeded"] = (CustomerAction, ContactBank),
        ["do_not_honor"] = (CustomerAction, ContactBank),
        ["generic_decline"] = (CustomerAction, ContactBank),
        ["no_action_taken"] = (CustomerAction, ContactBank),
        ["service_not_allowed"] = (CustomerAction, ContactBank),
        ["invalid_amount"] = (CustomerAction, ContactBank),
        ["duplicate_transaction"] = (CustomerAction, AlreadyPaid),

        // Another time the issuer may say yes.
        ["insufficient_funds"] = (Later, NotEnoughFunds),
        ["issuer_not_available"] = (Later, TryLater),
        ["processing_error"] = (Later, TryLater),
        ["reenter_transaction"] = (Later, TryLater),
        ["try_again_later"] = (Later, TryLater),
        ["approve_with_id"] = (Later, TryLater),

        // Never again with this card.
        ["expired_card"] = (Stop, UseAnotherMethod),
        ["card_not_supported"] = (Stop, UseAnotherMethod),
        ["currency_not_supported"] = (Stop, UseAnotherMethod),
        ["not_permitted"] = (Stop, UseAnotherMethod),
        ["transaction_not_allowed"] = (Stop, UseAnotherMethod),
        ["invalid_account"] = (Stop, UseAnotherMethod),
        ["pin_try_exceeded"] = (Stop, UseAnotherMethod),
        ["testmode_decline"] = (Stop, UseAnotherMethod),
        ["do_not_try_again"] = (Stop, NotCompleted),
        ["stop_payment_order"] = (Stop, NotCompleted),
        ["revocation_of_authorization"] = (Stop, NotCompleted),
        ["revocation_of_all_authorizations"] = (Stop, NotCompleted),
        ["security_violation"] = (Stop, NotCompleted),
        ["restricted_card"] = (Stop, NotCompleted),

        // Who holds the card may be the thief, or a customer whom Radar took for one: neither is told.
        ["lost_card"] = (Stop, NotCompleted),
        ["stolen_card"] = (Stop, NotCompleted),
        ["pickup_card"] = (Stop, NotCompleted),
        ["fraudulent"] = (Stop, NotCompleted),
        ["merchant_blacklist"] = (Stop, NotCompleted),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
