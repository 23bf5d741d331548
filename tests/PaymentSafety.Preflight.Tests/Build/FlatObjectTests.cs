using System.Text.Json;
using PaymentSafety.Build;

namespace PaymentSafety.Preflight.Tests.Build;

/// <summary>The task's own reader of records agrees with the writer of the tool, and takes nothing that is not whole.</summary>
public sealed class FlatObjectTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ and / and \b\f\n\r\t")]
    [InlineData("'<&>' ¥ 支付 \ud83d\udcb3 \u0000 \u2028")]
    public void A_text_is_read_as_it_was_written(string text)
    {
        var read = FlatObject.TryParse(JsonSerializer.Serialize(new Dictionary<string, string> { ["type"] = "say", ["text"] = text }));

        Assert.Equal(("say", text), (read?.Text("type"), read?.Text("text")));
    }

    [Fact]
    public void A_number_is_read_as_one()
    {
        var read = FlatObject.TryParse(""" { "exit" : -2 , "line":17, "text":"17" } """);

        Assert.Equal((-2, 17, 17, null), (read?.Number("exit"), read?.Number("line"), read?.Number("text"), read?.Number("column")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1}x")]
    [InlineData("{\"a\":\"b}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12\"}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("{a:1}")]
    [InlineData("[]")]
    [InlineData("1")]
    public void What_is_not_whole_is_nothing(string text) => Assert.Null(FlatObject.TryParse(text));
}
