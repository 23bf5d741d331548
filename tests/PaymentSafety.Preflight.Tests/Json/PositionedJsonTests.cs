using System.Text;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Tests.Json;

public class PositionedJsonTests
{
    [Fact]
    public void Every_value_and_every_name_keeps_its_place()
    {
        var root = Parse("{\n  \"a\": 1,\n  \"b\": [ true,\n \"x\" ]\n}");

        Assert.Equal(new TextPosition(1, 1), root.Position);
        Assert.Equal(new TextPosition(2, 3), root.Properties[0].Position);
        Assert.Equal(new TextPosition(2, 8), root.Properties[0].Value.Position);
        Assert.Equal(new TextPosition(3, 10), root.Properties[1].Value.Items[0].Position);
        Assert.Equal(new TextPosition(4, 2), root.Properties[1].Value.Items[1].Position);
    }

    [Fact]
    public void Columns_count_characters_as_editors_do()
    {
        // An umlaut has two bytes and one unit, the emoji four bytes and two units.
        var root = Parse("{ \"ä😀\": 1 }");

        Assert.Equal(new TextPosition(1, 10), root.Properties[0].Value.Position);
    }

    [Fact]
    public void Both_line_ends_count_one_line()
    {
        var root = Parse("{\r\n\"a\": 1,\r\n\"b\": 2}");

        Assert.Equal(new TextPosition(3, 1), root.Properties[1].Position);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        var root = PositionedJson.Parse([0xEF, 0xBB, 0xBF, .. "// first\n{ \"a\": /* x */ 1, }"u8]);

        Assert.Equal(new TextPosition(2, 16), Assert.Single(root.Properties).Value.Position);
    }

    [Fact]
    public void A_property_that_is_written_twice_is_there_twice()
    {
        var root = Parse("{\"a\":1,\n\"a\":2}");

        Assert.Equal(["1", "2"], root.Properties.Select(property => property.Value.Text));
        Assert.Equal([1, 2], root.Properties.Select(property => property.Position.Line));
    }

    [Fact]
    public void Escapes_are_read()
    {
        Assert.Equal("aé\n", Parse("\"a\\u00e9\\n\"").Text);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData(" \n\t ", 1, 1)]
    [InlineData("{\n  \"a\": ,\n}", 2, 8)]
    [InlineData("{\n  \"a\" 1 }", 2, 7)]
    [InlineData("{ \"a\": 1", 1, 9)]
    [InlineData("{}\n{}", 2, 1)]
    [InlineData("<!DOCTYPE html>", 1, 1)]
    [InlineData("{ \"a\": \"\\ud800\" }", 1, 8)]
    public void What_is_not_json_is_refused_with_its_place(string text, int line, int column)
    {
        var refused = Assert.Throws<PositionedJsonException>(() => Parse(text));

        Assert.Equal(new TextPosition(line, column), refused.Position);
        Assert.DoesNotContain("LineNumber", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_is_named_as_what_it_is()
    {
        var refused = Assert.Throws<PositionedJsonException>(() => PositionedJson.Parse([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]));

        Assert.Equal("the file is UTF-16; save it as UTF-8", refused.Message);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_where_they_stand()
    {
        var refused = Assert.Throws<PositionedJsonException>(() => PositionedJson.Parse([.. "{\n\"a\": \""u8, 0xFF, .. "\"}"u8]));

        Assert.Equal(new TextPosition(2, 7), refused.Position);
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_not_followed()
    {
        Assert.Throws<PositionedJsonException>(() => Parse(new string('[', 100_000)));
    }

    [Fact]
    public void One_long_line_costs_one_pass()
    {
        // A minified map: counting every column from the start of the line would take minutes here.
        var text = "{" + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"p{i}\":\"é\"")) + "}";

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var root = Parse(text);

        Assert.Equal(100_000, root.Properties.Count);
        Assert.Equal(text.LastIndexOf('"', text.Length - 3) + 1, root.Properties[^1].Value.Position.Column);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static JsonValue Parse(string text) => PositionedJson.Parse(Encoding.UTF8.GetBytes(text));
}
