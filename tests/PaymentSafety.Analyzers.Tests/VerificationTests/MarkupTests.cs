namespace PaymentSafety.Analyzers.Tests.VerificationTests;

public class MarkupTests
{
    [Fact]
    public void Reads_nested_markup_over_lines()
    {
        var markup = Markup.Parse("/a.cs", "a\n{|PAY1:{|#0:b\n[|c|]|}d|}");

        Assert.Equal("a\nb\ncd", markup.Text);
        Assert.Equal(["/a.cs(3,1,3,2)", "PAY1 /a.cs(2,1,3,3)"], markup.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {Places.Format(diagnostic.Span)}".Trim()));
        Assert.Equal("/a.cs(2,1,3,2)", Places.Format(markup.Places[0]));
    }

    [Theory]
    [InlineData("int[] a = { 1 | 2 }; var b = new[] { x || y };")]
    [InlineData("if (x is { Length: 1 } || y) { } // {| |")]
    public void Leaves_code_alone(string code) => Assert.Equal(code, Markup.Parse("/a.cs", code).Text);

    [Theory]
    [InlineData("[|a", "[| is never closed")]
    [InlineData("{|PAY1:a", "{|PAY1: is never closed")]
    [InlineData("a|]", "'|]' at index 1 closes no markup")]
    [InlineData("[|a|}", "'|}' at index 3 closes no markup")]
    [InlineData("{|#1:a|}{|#1:b|}", "{|#1:...|} stands twice")]
    public void Says_what_is_wrong_with_markup(string marked, string message) =>
        Assert.Contains(message, Assert.Throws<VerificationException>(() => Markup.Parse("/a.cs", marked)).Message, StringComparison.Ordinal);

    [Fact]
    public void Shows_the_difference_line_by_line_and_the_blanks_that_no_one_sees() =>
        Assert.Equal("  a\n- b\n+ b<blank>\n  c\n+ d<CR>\n", TextDiff.Lines("a\nb\nc", "a\nb \nc\nd\r"));
}
