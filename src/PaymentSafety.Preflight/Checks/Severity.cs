namespace PaymentSafety.Preflight.Checks;

/// <summary>How loud a finding is. A warning never stops a publish; an error always does.</summary>
public enum Severity
{
    /// <summary>Not reported.</summary>
    None,

    /// <summary>Told, and nothing more.</summary>
    Message,

    /// <summary>A risk.</summary>
    Warning,

    /// <summary>Certain harm: nothing may be published.</summary>
    Error,
}
