namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Masks card numbers, API keys, webhook secrets and client secrets anywhere in a text. Keys keep their prefix, card numbers their last four digits, everything else
/// nothing. It finds what has a known shape; a verification code on its own is three digits like any others, and is masked only where its name is known
/// (<see cref="CardMask.MaskCvc"/>, and in logs by the name of the placeholder).
/// </summary>
public static class PaymentRedactor
{
    /// <summary>Masks a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same text where there is nothing to mask, without a copy; an empty text for null.</returns>
    public static string Redact(string? text) => text is null ? "" : SensitiveText.Mask(text);
}
