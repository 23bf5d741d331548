namespace PaymentSafety.Preflight.Checks;

/// <summary>What a check came to. Only <see cref="Pass"/> says that something was proved.</summary>
public enum CheckStatus
{
    /// <summary>Proved.</summary>
    Pass,

    /// <summary>A risk was found; it does not stop a publish.</summary>
    Warn,

    /// <summary>Refuted.</summary>
    Fail,

    /// <summary>Could not be made: neither proved nor refuted, and never a pass.</summary>
    Unknown,

    /// <summary>Not asked for, or pointless after what another check found; the reason is always told.</summary>
    Skipped,
}
