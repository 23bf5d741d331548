using System.Text.RegularExpressions;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Tests.Checks;

public partial class CheckTableTests
{
    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = CheckTable.All.Select(check => check.Id).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^(PF|PAY3)[0-9]+$", id));
    }

    [Fact]
    public void Every_row_of_the_class_is_in_the_list()
    {
        var fields = typeof(CheckTable).GetFields().Where(field => field.FieldType == typeof(Check)).Select(field => ((Check)field.GetValue(null)!).Id);

        Assert.Equal(fields.Order(StringComparer.Ordinal), CheckTable.All.Select(check => check.Id));
    }

    [Fact]
    public void Every_row_says_what_is_wrong_and_what_to_do_in_whole_sentences()
    {
        Assert.All(CheckTable.All, check =>
        {
            Assert.Matches(@"[.}…?]$", check.Message);
            Assert.Matches(@"\.$", check.Fix.Replace("…", "", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_hole_without_a_value_is_a_bug_and_not_a_sentence()
    {
        var wrong = Assert.Throws<ArgumentException>(() => CheckTable.NoPrice.At(null, ("plan", "lite")));

        Assert.Contains("{mode}", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_targets_hand_on_the_severity_of_every_check_that_can_be_set()
    {
        var targets = File.ReadAllText(Path.Combine(Repository.Root, "build", "PaymentSafety.targets"));
        var handed = SeverityLine().Matches(targets).Select(match => match.Groups["id"].Value);

        Assert.Equal(CheckTable.All.Where(check => check.Evaluate is not null).Select(check => check.Id), handed);
    }

    [GeneratedRegex(@"<_PaymentSafetySeverity Include=""(?<id>(PF|PAY)\d{4})=\$\(PaymentSafetySeverity_\k<id>\)"" Condition=""'\$\(PaymentSafetySeverity_\k<id>\)' != ''""")]
    private static partial Regex SeverityLine();
}
