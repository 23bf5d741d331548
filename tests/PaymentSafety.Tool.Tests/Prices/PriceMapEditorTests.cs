using PaymentSafety.Core;
using PaymentSafety.Tool.Prices;

namespace PaymentSafety.Tool.Tests.Prices;

public sealed class PriceMapEditorTests
{
    [Theory]
    [InlineData("""{"a":{"test":null,"live":null}}""", """{"a":{"test":null,"live":"price_1"}}""")]
    [InlineData("""{"a":{"live":""}}""", """{"a":{"live":"price_1"}}""")]
    [InlineData("""{"a":{}}""", """{"a":{ "live": "price_1" }}""")]
    [InlineData("""{"a":{ /* soon */ }}""", """{"a":{ "live": "price_1" /* soon */ }}""")]
    [InlineData("""{"a":{"test":"price_t"}}""", """{"a":{"test":"price_t", "live": "price_1"}}""")]
    [InlineData("""{"a":{"credits":1}}""", """{"a":{ "live": "price_1","credits":1}}""")]
    [InlineData("""{"a":{"live":{"price":"","product":"prod_1"}}}""", """{"a":{"live":{"price":"price_1","product":"prod_1"}}}""")]
    [InlineData("""{"a":{"live":{"product":"prod_1"}}}""", """{"a":{"live":{ "price": "price_1","product":"prod_1"}}}""")]
    [InlineData("""{"\u0061":{"live":null}}""", """{"\u0061":{"live":"price_1"}}""")]
    [InlineData("{\n  \"a\": {\n    \"test\": \"price_t\", // kept\n    \"credits\": 1\n  }\n}", "{\n  \"a\": {\n    \"test\": \"price_t\", // kept\n    \"live\": \"price_1\",\n    \"credits\": 1\n  }\n}")]
    [InlineData("{\n  \"a\": {\n    \"credits\": 1,\n    \"test\": \"price_t\" // last\n  }\n}", "{\n  \"a\": {\n    \"credits\": 1,\n    \"test\": \"price_t\", // last\n    \"live\": \"price_1\"\n  }\n}")]
    [InlineData("{\r\n\t\"a\": {\r\n\t\t\"test\": \"price_t\"\r\n\t}\r\n}", "{\r\n\t\"a\": {\r\n\t\t\"test\": \"price_t\",\r\n\t\t\"live\": \"price_1\"\r\n\t}\r\n}")]
    [InlineData("{\n  \"a\": { // plan a\n    // what it costs\n    \"unit_amount\": 900\n  }\n}", "{\n  \"a\": { // plan a\n    \"live\": \"price_1\",\n    // what it costs\n    \"unit_amount\": 900\n  }\n}")]
    [InlineData("{\n  \"a\": {\n    \"test\": \"price_t\", \"credits\": 1\n  }\n}", "{\n  \"a\": {\n    \"test\": \"price_t\",\n    \"live\": \"price_1\", \"credits\": 1\n  }\n}")]
    [InlineData("{ \"b\": { \"live\": null }, \"a\": { \"live\": null } } // \"a\": { \"live\": null }", "{ \"b\": { \"live\": null }, \"a\": { \"live\": \"price_1\" } } // \"a\": { \"live\": null }")]
    public void The_id_goes_where_the_slot_is_or_belongs(string map, string expected)
    {
        Assert.Equal(expected, PriceMapEditor.SetPriceId(map, "a", StripeMode.Live, "price_1"));
    }

    [Theory]
    [InlineData("""{"b":{}}""")]
    [InlineData("""{"a":1}""")]
    public void Without_the_plan_there_is_no_new_text(string map) => Assert.Null(PriceMapEditor.SetPriceId(map, "a", StripeMode.Live, "price_1"));

    [Theory]
    [InlineData("")]
    [InlineData("price\"")]
    [InlineData("price 1")]
    public void What_is_no_id_is_not_written(string id) => Assert.Throws<ArgumentException>(() => PriceMapEditor.SetPriceId("""{"a":{}}""", "a", StripeMode.Test, id));
}
