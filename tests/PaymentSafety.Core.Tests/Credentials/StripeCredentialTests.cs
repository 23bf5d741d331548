using System.Text;

namespace PaymentSafety.Core.Tests.Credentials;

public sealed class StripeCredentialTests
{
    private static readonly string Key = RandomKeys.SecretLive + RandomKeys.Body();

    [Fact]
    public void Every_credential_of_a_text_is_given_in_order()
    {
        var text = $"{Key} {RandomKeys.SecretTest}{RandomKeys.Body(99)}; {RandomKeys.Webhook}{RandomKeys.Body(32)} sk_live_...";

        var kinds = new List<(CredentialKind, CredentialMode, bool)>();
        foreach (var match in StripeCredential.Enumerate(text))
        {
            kinds.Add((match.Kind, match.Mode, match.IsPlaceholder));
        }

        Assert.Equal(
            [
                (CredentialKind.Secret, CredentialMode.Live, false),
                (CredentialKind.Secret, CredentialMode.Test, false),
                (CredentialKind.Webhook, CredentialMode.None, false),
                (CredentialKind.Secret, CredentialMode.Live, true),
            ],
            kinds);
    }

    [Theory]
    [InlineData("sk_", "live_", CredentialKind.Secret, "live secret key")]
    [InlineData("sk_", "test_", CredentialKind.Secret, "test secret key")]
    [InlineData("rk_", "live_", CredentialKind.Restricted, "live restricted key")]
    [InlineData("pk_", "test_", CredentialKind.Publishable, "test publishable key")]
    [InlineData("ek_", "live_", CredentialKind.Ephemeral, "live ephemeral key")]
    [InlineData("uk_", "live_", CredentialKind.User, "live user key")]
    [InlineData("rkcs_", "test_", CredentialKind.ClaimableTest, "claimable sandbox key")]
    [InlineData("sk_", "org_", CredentialKind.Organisation, "organisation key")]
    [InlineData("sk_org_", "live_", CredentialKind.Organisation, "live organisation key")]
    [InlineData("wh", "sec_", CredentialKind.Webhook, "webhook signing secret")]
    public void Each_prefix_has_its_kind_and_its_words(string first, string second, CredentialKind kind, string description)
    {
        Assert.True(StripeCredential.TryFind(first + second + RandomKeys.Body(32), 0, out var match));

        Assert.Equal(kind, match.Kind);
        Assert.Equal(description, match.Description);
        Assert.Equal(kind != CredentialKind.Publishable, match.IsSecret);
    }

    [Theory]
    [InlineData("\\n", true)]
    [InlineData("\\r\\t", true)]
    [InlineData("\\u0022", true)]
    [InlineData("\\x3d", true)]
    [InlineData("%3D", true)]
    [InlineData("%253D", true)]
    [InlineData("3D", false)]
    [InlineData("n", false)]
    [InlineData("_", false)]
    [InlineData("u0022", false)]
    [InlineData("é", false)]
    [InlineData("*", true)]
    [InlineData("-", true)]
    public void A_key_begins_where_a_word_begins_or_an_escape_ends(string before, bool found)
    {
        Assert.Equal(found, StripeCredential.TryFind(before + Key, 0, out var match));
        Assert.True(!found || match.Start == before.Length);
    }

    [Theory]
    [InlineData("*/", true)]
    [InlineData("**", true)]
    [InlineData("** and", true)]
    [InlineData("</Key>", true)]
    [InlineData("<!-- old -->", true)]
    [InlineData("<br/>", true)]
    [InlineData("$", true)]
    [InlineData("_suffix", true)]
    [InlineData("%22", true)]
    [InlineData(".", true)]
    [InlineData("]", true)]
    [InlineData("****", false)]
    [InlineData("***x", false)]
    [InlineData("*x7j4", false)]
    [InlineData("…", false)]
    [InlineData("...", false)]
    [InlineData("<rest of your key>", false)]
    [InlineData("{0}", false)]
    [InlineData("${REST}", false)]
    [InlineData("$REST", false)]
    public void What_follows_a_body_says_whether_it_is_whole(string after, bool found) =>
        Assert.Equal(found, StripeCredential.TryFind(Key + after, 0, out _));

    [Theory]
    [InlineData("a1b2c3d4e5f6g7h8i9j0k1l2", PlaceholderReason.Sequence)]
    [InlineData("abc123def456ghi789jkl012", PlaceholderReason.Sequence)]
    [InlineData("1qaz2wsx3edc4rfv5tgb6yhn", PlaceholderReason.Sequence)]
    [InlineData("zyxwvutsrqponmlkjihgfedc", PlaceholderReason.Sequence)]
    [InlineData("Xk39GmQw7Xk39GmQw7Xk39Gm", PlaceholderReason.Repeated)]
    [InlineData("00000Kd83GmQw7Xk39GmLw71", PlaceholderReason.Repeated)]
    [InlineData("MyStripeKeyForTheWebShop", PlaceholderReason.Words)]
    [InlineData("PUTYOURSECRETKEYINHERE00", PlaceholderReason.Words)]
    [InlineData("abababcdcdcdacacacdbdbdb", PlaceholderReason.LowEntropy)]
    [InlineData("MyCompanyKeyComesIn9173", PlaceholderReason.Words)]
    [InlineData("correcthorsebatterystaple", PlaceholderReason.Words)]
    [InlineData("IAMNOTAKEYATALLSORRYBOSS", PlaceholderReason.Words)]
    [InlineData("tooshort", PlaceholderReason.TooShort)]
    public void Made_up_bodies_are_placeholders(string body, PlaceholderReason reason)
    {
        var found = false;
        foreach (var match in StripeCredential.Enumerate(RandomKeys.SecretLive + body))
        {
            found = true;
            Assert.Equal(reason, match.Placeholder);
        }

        Assert.True(found);
    }

    [Fact]
    public void Words_count_only_in_a_spelling_that_a_person_uses()
    {
        Assert.True(StripeCredential.TryFind(RandomKeys.SecretLive + "Q7xeXaMpLe93KdTzW4bVn8Hy", 0, out _));
        Assert.False(StripeCredential.TryFind(RandomKeys.SecretLive + "Q7xExample93KdTzW4bVn8Hy", 0, out _));
    }

    [Theory]
    [InlineData("sk_", "live_", ":")]
    [InlineData("rk_", "test_", "")]
    [InlineData("pk_", "live_", "")]
    [InlineData("sk_org_", "live_", "")]
    [InlineData("rkcs_", "test_", "")]
    [InlineData("wh", "sec_", "\n")]
    public void A_credential_in_base64_is_found_as_its_whole_token(string first, string second, string after)
    {
        var plain = first + second + RandomKeys.Body(32);
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(plain + after));
        var text = $"Authorization: Basic {token}\r\n";

        Assert.True(StripeCredential.TryFind(text, 0, out var match));

        Assert.Equal(token, text.Substring(match.Start, match.Length));
        Assert.Equal(plain.Length, match.CredentialLength);
        Assert.True(match.IsEncoded);
    }

    [Fact]
    public void A_placeholder_in_base64_stays_one()
    {
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(RandomKeys.SecretLive + new string('x', 24)));

        Assert.False(StripeCredential.TryFind(token, 0, out _));
    }

    [Fact]
    public void A_key_that_is_the_whole_text_can_be_parsed_with_blanks_around_it()
    {
        Assert.True(StripeCredential.TryParse($"  {Key}\n", out var match));
        Assert.Equal(2, match.Start);
        Assert.Equal(Key.Length, match.Length);
        Assert.False(StripeCredential.TryParse($"key={Key}", out _));
        Assert.False(StripeCredential.TryParse(Key + ";", out _));
        Assert.False(StripeCredential.TryParse(string.Empty, out _));
    }

    [Fact]
    public void The_search_can_begin_in_the_middle_and_still_sees_what_stands_before()
    {
        var text = "ta" + Key;

        Assert.False(StripeCredential.TryFind(text, 2, out _));
    }

    [Fact]
    public void Text_without_a_hit_costs_no_allocation()
    {
        var text = string.Concat(Enumerable.Repeat("private readonly string _mask_k_sk_ = \"risk_level\"; // platform tf c2tf\n", 2_000));
        _ = StripeCredential.TryFind(text, 0, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = StripeCredential.TryFind(text, 0, out _) | CardNumber.TryFind(text, 0, out _);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(found);
        Assert.Equal(0, after - before);
    }
}
