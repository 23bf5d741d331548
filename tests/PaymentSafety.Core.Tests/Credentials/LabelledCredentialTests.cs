namespace PaymentSafety.Core.Tests.Credentials;

public sealed class LabelledCredentialTests
{
    public static TheoryData<string, string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in CaseFile.Rows("stripe-key-cases.tsv"))
        {
            data.Add(row[0], row[2], row[3], row.Length > 4 ? row[4] : string.Empty);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_labelled_text_gives_its_kind_and_mode(string id, string text, string expected, string mode)
    {
        var actual = Label(CaseFile.Decode(text), out var actualMode);

        Assert.True(expected == actual, $"{id}: expected {expected}, found {actual}");
        Assert.True(mode == actualMode, $"{id}: expected mode '{mode}', found '{actualMode}'");
    }

    /// <summary>The word that the case files use for the first thing found in a text.</summary>
    private static string Label(string text, out string mode)
    {
        mode = string.Empty;
        var label = "none";
        foreach (var match in StripeCredential.Enumerate(text))
        {
            if (match.IsPlaceholder)
            {
                label = "placeholder";
                continue;
            }

            mode = match.Mode switch
            {
                CredentialMode.Live => "live",
                CredentialMode.Test => "test",
                _ => string.Empty,
            };
            return match.Kind switch
            {
                CredentialKind.Publishable => "publishable",
                CredentialKind.Restricted or CredentialKind.ClaimableTest => "restricted",
                CredentialKind.Webhook => "webhook",
                _ => match.Mode == CredentialMode.Test ? "secret-test" : "secret-live",
            };
        }

        return label;
    }
}
