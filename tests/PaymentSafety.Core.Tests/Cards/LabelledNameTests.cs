namespace PaymentSafety.Core.Tests.Cards;

public sealed class LabelledNameTests
{
    public static TheoryData<string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in CaseFile.Rows("identifier-cases.tsv"))
        {
            data.Add(row[0], row[1], row[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_labelled_name_is_read_by_its_words(string id, string identifier, string expected)
    {
        var actual = CardDataName.Classify(identifier) switch
        {
            SensitiveName.CardNumber => "PAN",
            SensitiveName.AuthenticationData => "SAD",
            SensitiveName.ClientSecret => "client-secret",
            SensitiveName.Secret => "secret",
            _ => "none",
        };

        Assert.True(expected == actual, $"{id} {identifier}: expected {expected}, found {actual}");
    }
}
