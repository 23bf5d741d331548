using System.Reflection;
using System.Text.RegularExpressions;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>docs/configuration.md lists what can be set.</summary>
public partial class ConfigurationPageTests
{
    private const string Page = "docs/configuration.md";

    /// <summary>Every constant in Options/ that is the name of a key.</summary>
    public static TheoryData<string> Keys =>
    [
        .. typeof(Rules).Assembly.GetTypes()
            .Where(type => type.Namespace == "PaymentSafety.Analyzers.Options")
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(constant => constant.IsLiteral && constant.FieldType == typeof(string))
            .Select(constant => (string)constant.GetRawConstantValue()!)
            .Where(value => KeyName().IsMatch(value))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every property that the targets of the package read and that is the user's to set.</summary>
    public static TheoryData<string> Properties =>
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("build"))
            .SelectMany(path => PropertyRead().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["name"].Value)
            .Select(name => name.StartsWith("PaymentSafetySeverity_", StringComparison.Ordinal) ? "PaymentSafetySeverity_PF4004" : name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    [MemberData(nameof(Properties))]
    public void Page_lists_what_can_be_set(string name) => Assert.Contains($"`{name}`", Text(), StringComparison.Ordinal);

    [Fact]
    public void Page_lists_nothing_that_is_not_read() =>
        Assert.Empty(Listed().Matches(Text()).Select(match => match.Groups["name"].Value).Except(Keys.Concat<object[]>(Properties).Select(row => (string)row[0])));

    private static string Text() => File.ReadAllText(RepositoryFiles.PathOf(Page));

    [GeneratedRegex(@"^(payment_safety|build_metadata)[._]", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();

    [GeneratedRegex(@"\$\((?<name>PaymentSafety\w+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PropertyRead();

    [GeneratedRegex(@"^\| `(?<name>PaymentSafety\w+|payment_safety[\w.]+)`", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Listed();
}
