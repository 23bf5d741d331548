namespace PaymentSafety.Core.Tests.Cards;

public sealed class LabelledCardNumberTests
{
    public static TheoryData<string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in CaseFile.Rows("pan-cases.tsv"))
        {
            data.Add(row[0], row[1], row[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_labelled_text_is_told_apart(string id, string text, string expected)
    {
        var actual = !CardNumber.TryFind(text, 0, out var match) ? "none" : match.IsPublishedTestCard ? "pan-test" : "pan";

        Assert.True(expected == actual, $"{id}: expected {expected}, found {actual}");
    }

    [Fact]
    public void Every_test_card_that_Stripe_publishes_is_known_as_one()
    {
        var missed = CaseFile.Rows("stripe-test-cards.tsv")
            .Where(row => row[4] == "ok")
            .Where(row => !CardNumber.TryFind(row[0], 0, out var match) || !match.IsPublishedTestCard)
            .Select(row => row[0]);

        Assert.Empty(missed);
    }
}
