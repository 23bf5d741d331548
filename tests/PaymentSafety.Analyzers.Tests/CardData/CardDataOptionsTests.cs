using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>The user's own vocabulary in .editorconfig.</summary>
public class CardDataOptionsTests
{
    private const string Shop = """
        using Microsoft.Extensions.Logging;

        namespace Shop
        {
            public class Wallet { public string Account { get; set; } = ""; public string Cvv { get; set; } = ""; public string Owner { get; set; } = ""; }
            public class Text { public static string Cover(string text) => text; public static string Show(string text) => text; }
            public class Screen { public void Display(string text, object value) { } }

            class Payments(ILogger logger, Screen screen)
            {
                void Pay(Wallet wallet, string cardNumber)
                {
                    LINES
                }
            }
        }
        """;

    [Theory]
    [InlineData("sources = P:Shop.Wallet.Account", "logger.LogInformation(\"{A}\", {|PAY2001:wallet.Account|}); logger.LogInformation(\"{A}\", wallet.Owner);")]
    [InlineData("sources = Account", "logger.LogInformation(\"{A}\", {|PAY2001:wallet.Account|});")]
    [InlineData("sources = Shop.Wallet.*", "logger.LogInformation(\"{A} {B}\", {|PAY2001:wallet.Account|}, {|PAY2002:wallet.Cvv|});")]
    [InlineData("sinks = M:Shop.Screen.Display", "screen.Display(\"{0}\", {|PAY2001:cardNumber|}); screen.Display(\"{0}\", cardNumber.Length);")]
    [InlineData("sinks = Shop.Screen.*", "screen.Display({|PAY2001:cardNumber|}, 1);")]
    [InlineData("masks = M:Shop.Text.Cover", "logger.LogInformation(\"{A} {B}\", Text.Cover(cardNumber), {|PAY2001:Text.Show(cardNumber)|});")]
    [InlineData("masks = Cov*", "logger.LogInformation(\"{A}\", Text.Cover(cardNumber));")]
    [InlineData("unknown_calls = propagate", "logger.LogInformation(\"{A}\", {|PAY2001:System.Environment.ExpandEnvironmentVariables(cardNumber)|});")]
    [InlineData("unknown_calls = clean", "logger.LogInformation(\"{A}\", System.Environment.ExpandEnvironmentVariables(cardNumber));")]
    public async Task Adds_to_what_is_known(string setting, string lines) => await Test(setting, lines).RunAsync();

    [Theory]
    [InlineData("masks = M:", "M:")]
    [InlineData("masks = M:Shop.Text.Cover(System.String)", "M:Shop.Text.Cover(System.String)")]
    [InlineData("sinks = X:Shop.Screen", "X:Shop.Screen")]
    [InlineData("sources = Shop..Wallet; P:Shop.Wallet.Owner", "Shop..Wallet")]
    [InlineData("unknown_calls = maybe", "maybe")]
    public async Task An_entry_that_cannot_be_read_is_told_once_and_at_its_place(string setting, string entry)
    {
        var test = Test(setting, "");
        test.TestState.AdditionalFiles.Add(("/.editorconfig.config", Config(setting)));

        var diagnostic = Assert.Single(await test.ReportAsync());

        Assert.Equal("PAY2011", diagnostic.Id);
        Assert.Contains($"'{entry}' of payment_safety.card_data.{setting.Split(' ')[0]}", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task Where_the_file_is_not_given_to_analyzers_the_message_names_the_key()
    {
        var diagnostic = Assert.Single(await Test("masks = M:", "").ReportAsync());

        Assert.Equal(Microsoft.CodeAnalysis.Location.None, diagnostic.Location);
    }

    private static CSharpAnalyzerVerifier<CardDataAnalyzer>.Test Test(string setting, string lines)
    {
        var test = new CSharpAnalyzerVerifier<CardDataAnalyzer>.Test { TestCode = Shop.Replace("LINES", lines, StringComparison.Ordinal) };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", Config(setting)));
        return test;
    }

    private static string Config(string setting) => $"[*.cs]\npayment_safety.card_data.{setting}\n";
}
