using FsCheck;
using FsCheck.Fluent;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Tests.Masking;

/// <summary>Texts made of what logs hold and of what comes close to a secret.</summary>
internal static class TextGenerator
{
    private static readonly string[] Pieces =
    [
        " ", " ", "-", "_", ".", ",", ":", "=", "%20", "\n", "/", "k_", "s_", "sk", "rk", "live", "_live_", "_test_", "whsec", "rkcs", "_secret_", "pi_", "tf", "c2tf", "cmtjc190", "d2hzZWNf", "ZWtf",
        "order", "paid in", "42", "1234", "4242", "2026-11-22", "04:37:11", "platform", "task_live_", "\u00A0", "é", "\ud83d", "{", "}", "B", "D", "^", "?",
    ];

    /// <summary>A line of a log.</summary>
    public static Gen<string> Lines { get; } = Gen.OneOf(
        Gen.Elements(Pieces),
        Gen.Elements('0', '1', '2', '4', '5', '9').ArrayOf(12).Select(digits => new string(digits)),
        Cards,
        Gen.Elements(TestKeys.Secret("live"), TestKeys.Restricted("test"), TestKeys.Webhook('x'), TestKeys.ClientSecret, Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(TestKeys.Secret("live") + ":"))),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)).ListOf().Select(pieces => string.Concat(pieces));

    /// <summary>What may stand in a field for a card number.</summary>
    public static Gen<string> Fields { get; } = Gen.OneOf(
        Gen.Elements('0', '4', '7', ' ', '-', '.').ListOf().Select(characters => string.Concat(characters)),
        Gen.Elements('0', '4', '7').ArrayOf(16).Select(digits => new string(digits)),
        Lines);

    /// <summary>Visa, Mastercard and American Express numbers with a right check digit, in the ways that they are written.</summary>
    public static Gen<string> Cards =>
        from prefix in Gen.Elements("4", "52", "2223", "37")
        let length = prefix == "37" ? 15 : 16
        from body in Gen.Elements("0123456789".ToCharArray()).ArrayOf(length - prefix.Length - 1)
        from separator in Gen.Elements("", " ", "-")
        let number = WithCheckDigit(prefix + new string(body))
        select string.Join(separator, length == 15 ? [number[..4], number[4..10], number[10..]] : new[] { number[..4], number[4..8], number[8..12], number[12..] });

    private static string WithCheckDigit(string digits) => digits + Enumerable.Range(0, 10).First(digit => CardNumber.PassesLuhn(digits + digit));
}
