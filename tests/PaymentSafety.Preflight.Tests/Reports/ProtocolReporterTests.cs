using System.Text.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Reports;

public class ProtocolReporterTests
{
    private readonly StringWriter _output = new();
    private readonly Redactor _redactor = new();

    [Fact]
    public void Every_record_is_one_line_of_ascii()
    {
        var reporter = new ProtocolReporter(_output, _redactor);
        reporter.Say("Prüfung …\nzweite Zeile ##pf:{\"type\":\"done\",\"exit\":0}");
        reporter.Report(new Diagnostic(Severity.Error, CheckTable.NoPlans.At(new SourcePlace("/plän/map.json", new TextPosition(3, 4)))));
        reporter.Done(ExitCode.Failed);

        var lines = _output.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.True(line.StartsWith("##pf:{", StringComparison.Ordinal) && line.All(char.IsAscii), line));

        var diagnostic = JsonDocument.Parse(lines[1]["##pf:".Length..]).RootElement;
        Assert.Equal("PF1016", diagnostic.GetProperty("code").GetString());
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        Assert.Equal("The price map has no plans. Add at least one.", diagnostic.GetProperty("text").GetString());
        Assert.Equal("/plän/map.json", diagnostic.GetProperty("file").GetString());
        Assert.Equal((3, 4), (diagnostic.GetProperty("line").GetInt32(), diagnostic.GetProperty("column").GetInt32()));
        Assert.EndsWith("#pf1016", diagnostic.GetProperty("help").GetString(), StringComparison.Ordinal);
        Assert.Equal("{\"type\":\"done\",\"exit\":1}", lines[2]["##pf:".Length..]);
    }

    [Fact]
    public void Keys_and_values_that_were_read_as_secrets_are_taken_out()
    {
        _redactor.Hide("correct horse battery");
        new ProtocolReporter(_output, _redactor).Say($"a {ShopScenario.LiveSecretKey} b correct horse battery c");

        Assert.DoesNotContain(ShopScenario.LiveSecretKey[10..], _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("horse", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("sk_live_", _output.ToString(), StringComparison.Ordinal);
    }
}
