using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>A class that handles cards, around the lines that a test is about.</summary>
internal static class Cards
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Logging;
        using Stripe;

        """;

    /// <summary>The lines in an async method with the usual loggers, numbers and objects in scope.</summary>
    public static string Method(string lines) => Usings + $$"""
        public class CardDto { public string CardNumber { get; set; } = ""; public string Cvv { get; set; } = ""; public string Last4 { get; set; } = ""; }
        public record CardRec(string CardNumber, string Cvv, string Last4);
        public class CreditCard { public string Number { get; set; } = ""; public string Code { get; set; } = ""; }
        public class Voucher { public string Number { get; set; } = ""; }

        class Shop(ILogger<Shop> logger, Serilog.ILogger slog, NLog.Logger nlog, IAppLogger own)
        {
            private string Mask(string s) => "****" + s[^4..];

            public async Task<object> PayAsync(
                string cardNumber, string cvv, string track2, string pan, string last4, string clientSecret, string json, string text, long panNumber, bool flag,
                CardDto card, CardRec rec, PaymentIntent pi, PaymentMethodCardOptions opt, Invoice invoice, StripeException ex)
            {
                {{lines}}
                await Task.CompletedTask;
                return text;
            }
        }

        interface IAppLogger { void LogWarn(string message, params object[] args); }
        """;

    public static Task VerifyAsync(string source) => CSharpAnalyzerVerifier<CardDataAnalyzer>.VerifyAnalyzerAsync(source);
}
