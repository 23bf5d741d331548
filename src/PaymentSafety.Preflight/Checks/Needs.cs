namespace PaymentSafety.Preflight.Checks;

/// <summary>What must be known before a check can be made.</summary>
[Flags]
internal enum Needs
{
    Nothing = 0,

    /// <summary>A price map that could be read.</summary>
    Map = 1,

    /// <summary>Answers of Stripe.</summary>
    Stripe = 2,

    /// <summary>At least one price id in the mode that is checked.</summary>
    Prices = 4,

    /// <summary>A secret key in the configuration.</summary>
    SecretKey = 8,

    /// <summary>A publishable key in the configuration.</summary>
    PublishableKey = 16,

    /// <summary>Files to search.</summary>
    Files = 32,

    /// <summary>A webhook's signing secret in the configuration.</summary>
    WebhookSecret = 64,
}
