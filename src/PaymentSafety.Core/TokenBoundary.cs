namespace PaymentSafety.Core;

/// <summary>
/// Whether something may begin at a place in raw text. A letter, digit or <c>_</c> before it makes it part of a longer word
/// (<c>task_live_…</c>), unless that character closes an escape: a literal <c>\n</c>, <c>\u0022</c>, <c>\x3d</c> or <c>%3D</c>.
/// </summary>
internal static class TokenBoundary
{
    public static bool IsTokenStart(ReadOnlySpan<char> text, int index)
    {
        if (index == 0)
        {
            return true;
        }

        var before = text[index - 1];
        return !IsWordCharacter(before) || EndsEscape(text, index);
    }

    public static bool IsWordCharacter(char character) => character == '_' || char.IsLetterOrDigit(character);

    private static bool EndsEscape(ReadOnlySpan<char> text, int end)
    {
        if (end >= 2 && text[end - 2] == '\\' && text[end - 1] is 'n' or 'r' or 't' or 'b' or 'f' or 'v' or '0')
        {
            return true;
        }

        var digits = 0;
        while (digits < 8 && digits < end && IsHexDigit(text[end - 1 - digits]))
        {
            digits++;
            var mark = end - 1 - digits;
            if (mark < 0)
            {
                return false;
            }

            var isEscape = text[mark] switch
            {
                // %3D; %253D is the same, escaped twice, and its last two digits are preceded by "%25".
                '%' => digits == 2 || (digits == 4 && text[mark + 1] == '2' && text[mark + 2] == '5'),
                'x' => digits <= 4 && IsBackslash(text, mark - 1),
                'u' => digits == 4 && IsBackslash(text, mark - 1),
                'U' => digits == 8 && IsBackslash(text, mark - 1),
                _ => false,
            };
            if (isEscape)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBackslash(ReadOnlySpan<char> text, int index) => index >= 0 && text[index] == '\\';

    public static bool IsHexDigit(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
