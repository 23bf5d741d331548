namespace PaymentSafety.Core;

/// <summary>What a name says that a value is.</summary>
public enum SensitiveName
{
    None,

    /// <summary>A full card number (primary account number, PAN).</summary>
    CardNumber,

    /// <summary>Sensitive authentication data: verification code, PIN block, track data. It may not be kept at all.</summary>
    AuthenticationData,

    /// <summary>A client secret of a payment or session.</summary>
    ClientSecret,

    /// <summary>An API key or signing secret.</summary>
    Secret,
}

/// <summary>
/// Reads names by their whole words: <c>cardNumber</c>, <c>card_number</c>, <c>rawPan</c>, <c>cvv2</c>; not <c>panel</c>,
/// <c>company</c>, <c>discardNumber</c>, nor names of what is known about a card number (<c>maskedPan</c>, <c>cardNumberRegex</c>,
/// <c>isCardNumberValid</c>, <c>last4</c>). Whether the type can hold such a value is the caller's to say.
/// </summary>
public static class CardDataName
{
    private static readonly HashSet<string> NumberWords = Words("number numbers num nums no nbr nr digits");
    private static readonly HashSet<string> KeyWords = Words("key secret token");
    private static readonly HashSet<string> KeyOwners = Words("stripe api secret restricted signing webhook endpoint");
    private static readonly HashSet<string> PublicWords = Words("public publishable");

    /// <summary>Words beside "pan" that leave it the card number; any other makes it the gesture, the tax number or a pan.</summary>
    private static readonly HashSet<string> PanCompany =
        Words("raw full clear plain card customer decrypted number value funding device primary account user new old current the my");

    private static readonly HashSet<string> TrackCompany = Words("track card data raw full mag magnetic stripe swipe equivalent the my");
    private static readonly HashSet<string> ShortCodeCompany = Words("card code number value the my user customer");

    /// <summary>Cards that no payment network issues.</summary>
    private static readonly HashSet<string> OtherCards = Words(
        "gift loyalty member membership identity business library sim sd memory health insurance report score time punch green post "
        + "wild video graphics network sound index boarding dash playing student residence medical access smart fuel");

    /// <summary>Those who have such a card, and nothing that is paid with.</summary>
    private static readonly HashSet<string> OtherHolders = Words("member members membership memberships loyalty library patron patrons student students resident residents");

    /// <summary>Words of what is derived from, said about or shown for a value.</summary>
    private static readonly HashSet<string> Exclusions = Words(
        "masked mask masking redacted redact truncated obfuscated hidden hide sanitized sanitised safe display shown show visible hash hashed hmac "
        + "digest fingerprint tokenized tokenised encrypted cipher crypt vault check checks checked result status valid validator validation validate "
        + "error errors message required present exists match matches require requires box brand type scheme network country exp expiry expiration "
        + "month year holder name length len count index max min size regex pattern format placeholder label title header column field caption hint "
        + "selector xpath element textbox input id guid bin iin update updated enabled disabled supported option options mode key is has can should "
        + "not invalid changed entered verified verify");

    /// <summary>Words that exclude a card number but are part of a secret's own name.</summary>
    private static readonly HashSet<string> SecretOwnWords = Words("key");

    /// <summary>By their first letter. Nothing below is found in a name without one of these in it, and most names have none: they need not be taken apart.</summary>
    private static readonly string[][] Stems = StemsByLetter("card cc code cvc cvv ccv csc cvn cav key mag pan pin primary secret swipe token track");

    public static SensitiveName Classify(string identifier)
    {
        if (string.IsNullOrEmpty(identifier) || !MayBeSensitive(identifier))
        {
            return SensitiveName.None;
        }

        var words = IdentifierWords.Of(identifier);
        if (IsPinBlock(words))
        {
            return SensitiveName.AuthenticationData;
        }

        if (words.Exists(word => Exclusions.Contains(word) && !SecretOwnWords.Contains(word)) || SaysLastOrFirst(words))
        {
            return SensitiveName.None;
        }

        if (HasPair(words, "client", "secret"))
        {
            return SensitiveName.ClientSecret;
        }

        if (IsSecret(words))
        {
            return SensitiveName.Secret;
        }

        if (words.Exists(Exclusions.Contains) || words.Contains("token"))
        {
            return SensitiveName.None;
        }

        return IsAuthenticationData(words) ? SensitiveName.AuthenticationData
            : IsCardNumber(identifier, words) ? SensitiveName.CardNumber
            : SensitiveName.None;
    }

    /// <summary>Whether the card number of what is called so is that of no payment card: GiftCard, LibraryCard, Member; not MemberPayment.</summary>
    public static bool IsOtherCard(string owner)
    {
        var words = IdentifierWords.Of(owner);
        return words.Count > 0 && (words[words.Count - 1] is not ("card" or "cards") ? OtherHolders.Contains(words[words.Count - 1]) : words.Count > 1 && OtherCards.Contains(words[words.Count - 2]));
    }

    /// <summary>Whether a name, or a part of it, can be one at all: false of most names, and much more quickly than <see cref="Classify"/> tells.</summary>
    internal static bool MayBeSensitive(string identifier)
    {
        for (var i = 0; i < identifier.Length; i++)
        {
            var letter = Lower(identifier[i]);
            if (letter is < 'a' or > 'z')
            {
                continue;
            }

            foreach (var stem in Stems[letter - 'a'])
            {
                if (IsAt(identifier, i, stem))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsAt(string identifier, int place, string stem)
    {
        if (place + stem.Length > identifier.Length)
        {
            return false;
        }

        for (var i = 1; i < stem.Length; i++)
        {
            if (Lower(identifier[place + i]) != stem[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of a letter of ASCII; no other character becomes one.</summary>
    private static char Lower(char character) => (char)(character | 0x20);

    private static string[][] StemsByLetter(string stems) => [.. Enumerable.Range('a', 26).Select(letter => stems.Split(' ').Where(stem => stem[0] == letter).ToArray())];

    private static bool IsPinBlock(List<string> words) =>
        HasPair(words, "pin", "block")
        || (words.Contains("card") && (HasPair(words, "pin", "data") || HasPair(words, "pin", "code") || HasPair(words, "card", "pin"))
            && !words.Exists(word => word != "encrypted" && Exclusions.Contains(word)));

    private static bool IsSecret(List<string> words)
    {
        if (words.Exists(PublicWords.Contains))
        {
            return false;
        }

        for (var i = 1; i < words.Count; i++)
        {
            // A "stripe token" is a card's stand-in from the browser, used once.
            if (KeyWords.Contains(words[i]) && KeyOwners.Contains(words[i - 1]) && !(words[i] == "token" && words[i - 1] == "stripe"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAuthenticationData(List<string> words)
    {
        if (words.Exists(word => word is "cvc" or "cvv" or "ccv"))
        {
            return true;
        }

        if (words.Exists(word => word is "csc" or "cvn" or "cav") && words.TrueForAll(word => word is "csc" or "cvn" or "cav" or "2" || ShortCodeCompany.Contains(word)))
        {
            return true;
        }

        if (words.Contains("cid") && words.Contains("card"))
        {
            return true;
        }

        if (HasPair(words, "security", "code")
            || HasPair(words, "mag", "stripe")
            || HasPair(words, "magnetic", "stripe")
            || HasPair(words, "swipe", "data"))
        {
            return true;
        }

        for (var i = 2; i < words.Count; i++)
        {
            if (words[i - 2] == "card" && words[i - 1] is "verification" or "security" && words[i] is "code" or "value" or "number")
            {
                return true;
            }
        }

        return (HasPair(words, "track", "1") || HasPair(words, "track", "2") || HasPair(words, "track", "one") || HasPair(words, "track", "two") || HasPair(words, "track", "data"))
            && words.TrueForAll(word => word is "1" or "2" or "one" or "two" || TrackCompany.Contains(word));
    }

    private static bool IsCardNumber(string identifier, List<string> words)
    {
        if (words.Exists(OtherCards.Contains))
        {
            return false;
        }

        for (var i = 1; i < words.Count; i++)
        {
            if (words[i - 1] is "card" or "cc" && NumberWords.Contains(words[i]))
            {
                return true;
            }
        }

        if (words.Exists(word => word is "pan" or "fpan" or "dpan")
            && words.TrueForAll(word => word is "pan" or "fpan" or "dpan" || PanCompany.Contains(word) || char.IsDigit(word[0])))
        {
            return true;
        }

        for (var i = 2; i < words.Count; i++)
        {
            if (words[i - 2] == "primary" && words[i - 1] == "account" && NumberWords.Contains(words[i]))
            {
                return true;
            }
        }

        // In one word it is a form field's or a column's name; CreditCard is a type's.
        return (words.Count == 1 && words[0] == "ccn") || string.Equals(identifier.Trim('_'), "creditcard", StringComparison.Ordinal);
    }

    /// <summary>last4, lastFour, lastDigits, first6: what PCI DSS v4.0.1, 3.4.1 lets everyone see.</summary>
    private static bool SaysLastOrFirst(List<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if ((words[i - 1] == "last" && words[i] is "4" or "four" or "digits" or "2" or "3") || (words[i - 1] == "first" && words[i] is "6" or "six" or "8"))
            {
                return true;
            }
        }

        return words.Contains("lastfour");
    }

    private static bool HasPair(List<string> words, string first, string second)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i - 1] == first && words[i] == second)
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Words(string words) => new(words.Split(' '));
}
