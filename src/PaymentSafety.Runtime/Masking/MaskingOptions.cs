namespace PaymentSafety.Runtime.Masking;

/// <summary>What is masked in logs. Section <c>PaymentSafety:Masking</c>.</summary>
public sealed class MaskingOptions
{
    /// <summary>Whether the log is masked at all. Default true.</summary>
    public bool MaskLogs { get; set; } = true;
}
