namespace PaymentSafety.Core;

/// <summary>What a Stripe-style credential opens. The prefixes are Stripe's; Paystack, Clerk and Svix issue some of the same shapes.</summary>
public enum CredentialKind
{
    /// <summary>sk_live_, sk_test_: full access to one account.</summary>
    Secret,

    /// <summary>rk_live_, rk_test_: the permissions that were ticked for it.</summary>
    Restricted,

    /// <summary>pk_live_, pk_test_: meant for browsers and phones; no secret.</summary>
    Publishable,

    /// <summary>ek_live_, ek_test_: short-lived access to one customer's data.</summary>
    Ephemeral,

    /// <summary>uk_live_, uk_test_: a person's key, made by the Dashboard and the CLI.</summary>
    User,

    /// <summary>rkcs_test_: a claimable sandbox.</summary>
    ClaimableTest,

    /// <summary>sk_org_, sk_org_live_, sk_org_test_: every account of an organisation.</summary>
    Organisation,

    /// <summary>whsec_: signs the events of one webhook endpoint; who has it can forge them.</summary>
    Webhook,
}

/// <summary>Which of an account's two worlds a credential belongs to.</summary>
public enum CredentialMode
{
    /// <summary>The credential does not say: webhook secrets, and organisation keys without a mode.</summary>
    None,
    Test,
    Live,
}

/// <summary>Why a text that has a credential's prefix is taken for a stand-in.</summary>
public enum PlaceholderReason
{
    /// <summary>It is no stand-in.</summary>
    None,

    /// <summary>Fewer than 20 characters: no credential that short was ever issued.</summary>
    TooShort,

    /// <summary>Cut off or covered: <c>sk_live_****abcd</c>, <c>sk_live_4eC3...p7dc</c>.</summary>
    Masked,

    /// <summary>A place to fill in: <c>&lt;your key&gt;</c>, <c>{key}</c>, <c>${KEY}</c>, <c>%KEY%</c>.</summary>
    Template,

    /// <summary>Words that nobody's key spells: <c>yourSecretKeyGoesHere</c>.</summary>
    Words,

    /// <summary>One character or one block over and over.</summary>
    Repeated,

    /// <summary>Counting, the alphabet or a row of the keyboard.</summary>
    Sequence,

    /// <summary>Too few different characters to be random.</summary>
    LowEntropy,

    /// <summary>A sample key that Stripe's own documents print.</summary>
    PublishedSample,
}
