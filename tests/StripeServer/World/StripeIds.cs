using System.Globalization;

namespace PaymentSafety.Tests.Stripe;

/// <summary>Ids and keys in Stripe's real shapes. A key is put together when it is needed: no file of ours holds one.</summary>
public static class StripeIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>acct_ and 16 characters.</summary>
    public static string Account(string sixteenCharacters)
    {
        if (sixteenCharacters.Length != 16) throw new ArgumentException("An account id has 16 characters after acct_.", nameof(sixteenCharacters));
        return "acct_" + sixteenCharacters;
    }

    /// <summary>An object of an account: its kind, a 1, five characters, the last ten of the account, eight more.</summary>
    public static string Object(string kind, string accountId, int number)
    {
        var text = number.ToString("D13", CultureInfo.InvariantCulture);
        return $"{kind}_1{text[..5]}{accountId[^10..]}{text[5..]}";
    }

    /// <summary>A key: kind and mode, a 5, the account, and characters that follow from the salt.</summary>
    /// <param name="kind">sk, rk or pk.</param>
    /// <param name="salt">Tells keys of one account, kind and mode apart.</param>
    public static string Key(string kind, bool livemode, string accountId, int salt = 0)
    {
        var random = new Random(salt * 397 + (livemode ? 1 : 0) + accountId.Sum(c => c));
        var tail = string.Concat(Enumerable.Range(0, 32).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
        return kind + "_" + (livemode ? "live" : "test") + "_5" + accountId["acct_".Length..] + tail;
    }
}
