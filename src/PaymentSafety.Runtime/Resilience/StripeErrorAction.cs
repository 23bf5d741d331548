namespace PaymentSafety.Runtime.Resilience;

/// <summary>What is to be done about a payment that did not succeed.</summary>
public enum StripeErrorAction
{
    /// <summary>Nobody knows this error: show the safe sentence, do not send again, and look at it.</summary>
    Unknown,

    /// <summary>Send the same request with the same idempotency key again, after a short wait; <see cref="StripeResilienceHandler"/> has done so already.</summary>
    Retry,

    /// <summary>Send again hours or days later, with a new key: the issuer may say yes then.</summary>
    Later,

    /// <summary>The payer must do something first: authenticate, correct the card's data, use another card, call the bank.</summary>
    CustomerAction,

    /// <summary>Do not send again with this payment method.</summary>
    Stop,
}

/// <summary>What the payer may be told, for an app's own translations.</summary>
public enum PayerMessage
{
    /// <summary>Nothing is known, or nothing may be said: a lost or stolen card is not to be told to who holds it.</summary>
    NotCompleted,

    /// <summary>Use another payment method.</summary>
    UseAnotherMethod,

    /// <summary>Check number, expiry date, code, address.</summary>
    CheckCardData,

    /// <summary>Confirm with the bank's own page or app.</summary>
    Authenticate,

    /// <summary>The bank says no; it can say why.</summary>
    ContactBank,

    /// <summary>Not enough money.</summary>
    NotEnoughFunds,

    /// <summary>Try again in a few minutes.</summary>
    TryLater,

    /// <summary>The same payment was made a moment ago.</summary>
    AlreadyPaid,

    /// <summary>Nobody knows yet whether it was carried out: the app looks, and the payer must not pay again.</summary>
    BeingChecked,
}
