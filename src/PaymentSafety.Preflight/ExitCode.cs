namespace PaymentSafety.Preflight;

/// <summary>What the command line returns.</summary>
public enum ExitCode
{
    /// <summary>Everything that was to be proved was proved.</summary>
    Passed = 0,

    /// <summary>At least one check failed.</summary>
    Failed = 1,

    /// <summary>Nothing failed, but at least one check could not be made.</summary>
    Unknown = 2,

    /// <summary>The command line or a setting means nothing.</summary>
    WrongUse = 3,
}
