namespace PaymentSafety.Core;

/// <summary>
/// Full card numbers in text: brand range, length and Luhn's check together, written in one piece or in the groups that are
/// printed on cards (4-4-4-4, 4-4-4-4-3, 4-6-5, 4-6-4) with one kind of single separator. Luhn alone takes every tenth number of
/// any kind, epoch milliseconds among them.
/// </summary>
public static class CardNumber
{
    private const int FewestDigits = 12;
    private const int MostDigits = 19;

    /// <summary>How far from a number a word such as "card" vouches for it, in characters.</summary>
    private const int WordDistance = 24;

    private static readonly int[][] Groupings = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 6, 5], [4, 6, 4]];
    private static readonly string[] CardWords = ["card", "pan", "unionpay", "visa", "mastercard", "amex", "credit", "debit"];

    /// <summary>Every card number of the text, in its order.</summary>
    public static CardNumberEnumerator Enumerate(ReadOnlySpan<char> text, CardBrands brands = CardBrands.Default) => new(text, brands);

    /// <summary>The first card number at or after <paramref name="start"/>. The scan is linear and allocates nothing.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int start, out CardNumberMatch match, CardBrands brands = CardBrands.Default)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (!IsDigit(text[i]))
            {
                continue;
            }

            if (TryRead(text, i, brands, out match))
            {
                return true;
            }

            while (i + 1 < text.Length && IsDigit(text[i + 1]))
            {
                i++;
            }
        }

        match = default;
        return false;
    }

    /// <summary>Whether the digits pass Luhn's check; separators are not skipped.</summary>
    public static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if ((i & 1) == 1)
            {
                digit *= 2;
                digit -= digit > 9 ? 9 : 0;
            }

            sum += digit;
        }

        return digits.Length > 0 && sum % 10 == 0;
    }

    private static bool TryRead(ReadOnlySpan<char> text, int runStart, CardBrands brands, out CardNumberMatch match)
    {
        match = default;
        // A percent escape takes the first two digits of what follows it: %204242…
        var start = runStart > 0 && text[runStart - 1] == '%' ? runStart + 2 : runStart;
        var runLength = RunLength(text, start);
        if (runLength < 4 || !MayStart(text, start))
        {
            return false;
        }

        Span<char> digits = stackalloc char[MostDigits];
        if (runLength is >= FewestDigits and <= MostDigits)
        {
            text.Slice(start, runLength).CopyTo(digits);
            return MayEnd(text, start + runLength, out var trackData)
                && !IsPartOfChain(text, start, start + runLength)
                && TryIdentify(text, digits.Slice(0, runLength), start, runLength, trackData, brands, out match);
        }

        if (runLength != 4 || FollowsGroup(text, start))
        {
            return false;
        }

        foreach (var grouping in Groupings)
        {
            if (TryReadGroups(text, start, grouping, digits, out var end, out var count)
                && MayEnd(text, end, out var trackData)
                && !ContinuesChain(text, start, end, text[start + 4])
                && TryIdentify(text, digits.Slice(0, count), start, end - start, trackData, brands, out match))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadGroups(ReadOnlySpan<char> text, int start, int[] grouping, Span<char> digits, out int end, out int count)
    {
        end = start;
        count = 0;
        var separator = start + 4 < text.Length ? text[start + 4] : '\0';
        if (separator is not (' ' or '-' or '\u00A0'))
        {
            return false;
        }

        for (var group = 0; group < grouping.Length; group++)
        {
            if (group > 0)
            {
                if (end >= text.Length || text[end] != separator)
                {
                    return false;
                }

                end++;
            }

            if (RunLength(text, end) != grouping[group])
            {
                return false;
            }

            text.Slice(end, grouping[group]).CopyTo(digits.Slice(count));
            count += grouping[group];
            end += grouping[group];
        }

        return true;
    }

    private static bool TryIdentify(
        ReadOnlySpan<char> text,
        ReadOnlySpan<char> digits,
        int start,
        int length,
        int trackData,
        CardBrands brands,
        out CardNumberMatch match)
    {
        match = default;
        var isTestCard = PublishedTestCards.Contains(digits);
        var brand = CardBrands.None;
        var passesLuhn = PassesLuhn(digits);
        foreach (var range in CardRange.All)
        {
            if ((range.Brand & brands) != 0
                && range.Holds(digits)
                && (passesLuhn || (!range.HasCheckDigit && HasCardWordNear(text, start, start + length))))
            {
                brand = range.Brand;
                break;
            }
        }

        if (!isTestCard && (brand == CardBrands.None || IsOneDigitRepeated(digits)))
        {
            return false;
        }

        match = new CardNumberMatch(brand, start, length, digits.Length, isTestCard, trackData);
        return true;
    }

    private static bool MayStart(ReadOnlySpan<char> text, int start)
    {
        if (start == 0)
        {
            return true;
        }

        switch (text[start - 1])
        {
            case '+':
                // A phone number.
                return false;
            case '.' or ',':
                return start < 2 || !IsDigit(text[start - 2]);
            case 'B':
                // Track 1 of a magnetic stripe: %B4242…^NAME^…
                return start >= 2 && text[start - 2] == '%';
            default:
                return TokenBoundary.IsTokenStart(text, start);
        }
    }

    private static bool MayEnd(ReadOnlySpan<char> text, int end, out int trackData)
    {
        trackData = 0;
        if (end >= text.Length)
        {
            return true;
        }

        switch (text[end])
        {
            case '.' or ',':
                return end + 1 >= text.Length || !IsDigit(text[end + 1]);
            case '=' or 'D':
                // Track 2: the number, a separator, then expiry, service code and discretionary data.
                trackData = RunLength(text, end + 1);
                trackData = trackData >= 7 ? trackData + 1 : 0;
                return text[end] == '=' || trackData > 0;
            case '^':
                trackData = LengthOfTrack1(text, end);
                return true;
            default:
                return !TokenBoundary.IsWordCharacter(text[end]);
        }
    }

    /// <summary>The rest of track 1: at most 79 characters in all, up to its end sentinel.</summary>
    private static int LengthOfTrack1(ReadOnlySpan<char> text, int start)
    {
        var rest = text.Slice(start, Math.Min(79, text.Length - start));
        var sentinel = rest.IndexOf('?');
        return sentinel < 0 ? 0 : sentinel;
    }

    /// <summary>Digits in one piece that hyphens or dots tie to more digits: a GUID's end, an order number.</summary>
    private static bool IsPartOfChain(ReadOnlySpan<char> text, int start, int end) =>
        (start >= 2 && text[start - 1] == '-' && TokenBoundary.IsWordCharacter(text[start - 2]))
        || (end + 1 < text.Length && text[end] == '-' && TokenBoundary.IsWordCharacter(text[end + 1]));

    /// <summary>Groups that go on with the same separator: a GUID, a longer reference, a row of a table.</summary>
    private static bool ContinuesChain(ReadOnlySpan<char> text, int start, int end, char separator)
    {
        if (separator == '-')
        {
            return IsPartOfChain(text, start, end);
        }

        if (IsInTableOfCodes(text, start, end, separator))
        {
            return true;
        }

        // One more short group is an expiry date or a verification code; two are a table.
        var next = end + 1 < text.Length && text[end] == separator ? RunLength(text, end + 1) : 0;
        return next == 4 && end + 6 < text.Length && text[end + 5] == separator && IsDigit(text[end + 6]);
    }

    /// <summary>Four digits behind four digits and the separator that also comes next: a row that began before.</summary>
    private static bool FollowsGroup(ReadOnlySpan<char> text, int start) =>
        start >= 5 && start + 4 < text.Length && text[start - 1] == text[start + 4] && RunLengthBefore(text, start - 1) == 4;

    /// <summary>A neighbour such as 52DE: the groups are hexadecimal codes that happen to have no letter.</summary>
    private static bool IsInTableOfCodes(ReadOnlySpan<char> text, int start, int end, char separator)
    {
        var before = start - 1;
        while (before > 0 && start - before <= 6 && TokenBoundary.IsHexDigit(text[before - 1]))
        {
            before--;
        }

        var after = end + 1;
        while (after < text.Length && after - end <= 6 && TokenBoundary.IsHexDigit(text[after]))
        {
            after++;
        }

        return (start > 0 && text[start - 1] == separator && IsCode(text.Slice(before, start - 1 - before)))
            || (end < text.Length && text[end] == separator && IsCode(text.Slice(end + 1, after - end - 1)));
    }

    private static bool IsCode(ReadOnlySpan<char> token)
    {
        var digits = 0;
        foreach (var character in token)
        {
            digits += IsDigit(character) ? 1 : 0;
        }

        return token.Length is 4 or 5 && digits > 0 && digits < token.Length;
    }

    private static bool HasCardWordNear(ReadOnlySpan<char> text, int start, int end)
    {
        var from = Math.Max(0, start - WordDistance);
        var to = Math.Min(text.Length, end + WordDistance);
        var before = text.Slice(from, start - from);
        var after = text.Slice(end, to - end);
        foreach (var word in CardWords)
        {
            if (HasWord(before, word) || HasWord(after, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> text, string word)
    {
        var from = 0;
        while (from < text.Length)
        {
            var offset = text.Slice(from).IndexOf(word.AsSpan(), StringComparison.OrdinalIgnoreCase);
            if (offset < 0)
            {
                return false;
            }

            var at = from + offset;
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLower(text[end])))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    private static bool IsOneDigitRepeated(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (digit != digits[0])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many digits stand from <paramref name="start"/> on; no more than one above the longest number is counted.</summary>
    private static int RunLength(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start <= 64 && IsDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }

    private static int RunLengthBefore(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start > 0 && end - start <= MostDigits && IsDigit(text[start - 1]))
        {
            start--;
        }

        return end - start;
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
