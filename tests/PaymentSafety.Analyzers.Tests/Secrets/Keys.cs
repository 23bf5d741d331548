namespace PaymentSafety.Analyzers.Tests.Secrets;

/// <summary>
/// Made-up credentials for sources under test. No source of ours holds one: tests write <c>SECRET_LIVE</c>, and the key is put
/// there when the test runs.
/// </summary>
internal static class Keys
{
    public const string Body = "PSFTq7Lm2Xc9Vb4Nn8Kp3Rt6";

    private const string WebhookBody = "PSFTq7Lm2Xc9Vb4Nn8Kp3Rt6Ws1Yd5Zg";

    public static readonly string SecretLive = "sk_" + "live_" + Body;
    public static readonly string SecretTest = "sk_" + "test_" + Body;

    private static readonly (string Name, string Value)[] Values =
    [
        ("SECRET_LIVE", SecretLive),
        ("SECRET_TEST", SecretTest),
        ("RESTRICTED_LIVE", "rk_" + "live_" + Body),
        ("RESTRICTED_TEST", "rk_" + "test_" + Body),
        ("ORGANISATION", "sk_" + "org_live_" + Body),
        ("PUBLISHABLE_LIVE", "pk_" + "live_" + Body),
        ("PUBLISHABLE_TEST", "pk_" + "test_" + Body),
        ("CLAIMABLE", "rkcs_" + "test_" + Body),
        ("WEBHOOK", "wh" + "sec_" + WebhookBody),
        ("MODERN", "sk_" + "test_51" + Body + "Hj2kQ8sVw3Xy6Zb9Cd1Ef4Gh7Jk0Lm5Np2Qr8St1Uv4Wx7Yz3Ab6Cd9Ef2Gh5Jk8Lm1Np4Qr00"),
        ("BODY", Body),
    ];

    /// <summary>The text with each name replaced by the key that it stands for.</summary>
    public static string Fill(string text)
    {
        foreach (var (name, value) in Values)
        {
            text = text.Replace(name, value, StringComparison.Ordinal);
        }

        return text;
    }
}
