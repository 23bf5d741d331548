namespace PaymentSafety.Core.Tests;

/// <summary>Made-up credentials: a prefix, joined here so that it stands in no source file, and a random body.</summary>
internal static class RandomKeys
{
    public const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    public const string Hexadecimal = "0123456789abcdef";

    public static readonly string SecretLive = "sk_" + "live_";
    public static readonly string SecretTest = "sk_" + "test_";
    public static readonly string RestrictedLive = "rk_" + "live_";
    public static readonly string PublishableTest = "pk_" + "test_";
    public static readonly string Webhook = "wh" + "sec_";

    public static string Body(Random random, int length, string alphabet = Alphanumeric) =>
        string.Create(length, (random, alphabet), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = state.alphabet[state.random.Next(state.alphabet.Length)];
            }
        });

    /// <summary>A body that is known to pass as real, for tests that need just one.</summary>
    public static string Body(int length = 24) => Body(new Random(20240607), length);
}
