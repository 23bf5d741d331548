namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>PAY2001.</summary>
public class CardNumberLoggedTests
{
    [Theory]
    [InlineData("""logger.LogInformation("card {Card}", {|PAY2001:cardNumber|});""")]
    [InlineData("""logger.LogInformation({|PAY2001:$"card {cardNumber}"|});""")]
    [InlineData("""logger.LogInformation({|PAY2001:"card " + cardNumber|});""")]
    [InlineData("""logger.LogError(ex, "card {Card} of {Order}", {|PAY2001:card.CardNumber|}, text);""")]
    [InlineData("""logger.Log(LogLevel.Debug, new EventId(1), "c {C}", {|PAY2001:cardNumber|});""")]
    [InlineData("""LoggerExtensions.LogInformation(logger, "c {C}", {|PAY2001:cardNumber|});""")]
    [InlineData("""using (logger.BeginScope("card {C}", {|PAY2001:pan|})) { }""")]
    [InlineData("""logger.LogInformation("c {C}", {|PAY2001:panNumber|});""")]
    [InlineData("""logger.LogInformation("c {C}", {|PAY2001:opt.Number|});""")]
    [InlineData("""logger.LogInformation("c {C}", {|PAY2001:new CreditCard().Number|});""")]
    [InlineData("""logger.LogInformation("c {C}", {|PAY2001:rec?.CardNumber|});""")]
    [InlineData("""slog.Information("c {C}", {|PAY2001:cardNumber|});""")]
    [InlineData("""Serilog.Log.Warning("c {A} {B} {C} {D}", text, text, text, {|PAY2001:cardNumber|});""")]
    [InlineData("""slog.ForContext("Card", {|PAY2001:cardNumber|}).Information("paid");""")]
    [InlineData("""nlog.Info("pan {0}", {|PAY2001:pan|});""")]
    [InlineData("""own.LogWarn("pan {0}", {|PAY2001:pan|});""")]
    [InlineData("""Console.WriteLine("card {0}", {|PAY2001:cardNumber|});""")]
    [InlineData("""Trace.TraceInformation("c {0}", {|PAY2001:cardNumber|});""")]
    public Task Fires_where_a_card_number_is_logged(string lines) => Cards.VerifyAsync(Cards.Method(lines));

    [Theory]
    [InlineData("""logger.LogInformation("card {Card}", last4);""")]
    [InlineData("""logger.LogInformation("{C}", Mask(cardNumber));""")]
    [InlineData("""logger.LogInformation("{C}", cardNumber.Substring(cardNumber.Length - 4));""")]
    [InlineData("""logger.LogInformation("{C}", cardNumber[^4..]);""")]
    [InlineData("""logger.LogInformation("{L}", cardNumber.Length);""")]
    [InlineData("""logger.LogInformation("{N}", nameof(cardNumber));""")]
    [InlineData("""logger.LogInformation("invoice {N}, voucher {V}", invoice.Number, new Voucher().Number);""")]
    [InlineData("""logger.LogInformation("{Known}", cardNumber == "" ? "no" : "yes");""")]
    [InlineData("""logger.LogInformation("{L4}", card.Last4);""")]
    [InlineData("""string company = "", panel = "", expanded = ""; logger.LogInformation("{A} {B} {C}", company, panel, expanded);""")]
    [InlineData("""await Task.Delay(cardNumber.Length);""")]
    public Task Is_silent_where_none_is_logged(string lines) => Cards.VerifyAsync(Cards.Method(lines));

    [Fact]
    public Task Attributes_say_what_no_name_does() => Cards.VerifyAsync(
        """
        using System.ComponentModel.DataAnnotations;
        using Microsoft.Extensions.Logging;

        class Form { [CreditCard] public string A { get; set; } = ""; [DataType(DataType.CreditCard)] public string B { get; set; } = ""; [DataType(DataType.Date)] public string C { get; set; } = ""; }

        class Shop(ILogger logger)
        {
            void Pay(Form form) => logger.LogInformation("{A} {B} {C}", {|PAY2001:form.A|}, {|PAY2001:form.B|}, form.C);
        }
        """);
}
