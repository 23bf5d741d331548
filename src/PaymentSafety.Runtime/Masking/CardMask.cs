namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Masks a value that is a card number or a verification code: for a field, a receipt, a support tool. For text that may hold one among other things there is
/// <see cref="PaymentRedactor"/>.
/// </summary>
public static class CardMask
{
    private const int FewestDigits = 12;
    private const int MostDigits = 19;

    // PCI DSS v4.0.1, 3.4.1: the BIN and the last four are the most that anybody may be shown without a need to know. Six digits of the BIN are allowed for every length
    // of number, eight for sixteen digits only.
    private const int ShownAtStart = 6;
    private const int ShownAtEnd = 4;

    private const string Nothing = "****";

    /// <summary>
    /// Masks a card number: <c>4242 4242 4242 4242</c> gives <c>4242 42** **** 4242</c>. What has fewer than 12 or more than 19 digits, or anything but digits with
    /// blanks, dashes and dots between them, gives <c>****</c>: of such a text nobody knows how much may be shown.
    /// </summary>
    /// <param name="cardNumber">A card number as it was typed.</param>
    /// <returns>At most ten of its digits; an empty text for null and for blanks.</returns>
    public static string Mask(string? cardNumber)
    {
        if (string.IsNullOrWhiteSpace(cardNumber)) return "";
        var text = cardNumber.AsSpan().Trim();
        var digits = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character)) digits++;
            else if (!IsSeparator(character)) return Nothing;
        }

        if (digits is < FewestDigits or > MostDigits) return Nothing;
        return string.Create(text.Length, (cardNumber, digits), static (masked, source) =>
        {
            source.cardNumber.AsSpan().Trim().CopyTo(masked);
            var seen = 0;
            for (var i = 0; i < masked.Length; i++)
            {
                if (IsSeparator(masked[i])) continue;
                if (seen >= ShownAtStart && seen < source.digits - ShownAtEnd) masked[i] = '*';
                seen++;
            }
        });
    }

    /// <summary>Masks a verification code: whatever it is, nothing of it stays, not even its length (PCI DSS v4.0.1, 3.3.1.2).</summary>
    /// <returns>An empty text for null, else <c>***</c>.</returns>
    public static string MaskCvc(string? code) => code is null ? "" : "***";

    private static bool IsSeparator(char character) => character is ' ' or '-' or '.' or '\u00A0';
}
