namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>What the cases have in scope: the usual loggers, and the usual objects of a payment.</summary>
internal static class FlowScope
{
    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.ApplicationInsights;
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Compliance.Classification;
        using Microsoft.Extensions.Compliance.Redaction;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;
        using Newtonsoft.Json;
        using NLog;
        using Sentry;
        using Serilog.Context;
        using Stripe;
        using EventId = Microsoft.Extensions.Logging.EventId;
        using ILogger = Microsoft.Extensions.Logging.ILogger;
        using LogLevel = Microsoft.Extensions.Logging.LogLevel;
        using JsonSerializer = System.Text.Json.JsonSerializer;

        """;

    public const string Types = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;

        public class CardDto { public string CardNumber { get; set; } public string Cvv { get; set; } public string Last4 { get; set; } public string Brand { get; set; } public int ExpMonth { get; set; } }
        public record CardRec(string CardNumber, string Cvv, string Last4);
        public record SafeRec(string Brand, string Last4, string PaymentMethodId);
        public record MaskedRec(string CardNumber) { public override string ToString() => "card"; }
        public record Basket(int Id, IEnumerable<CardRec> Cards);
        public record PayCommand(string OrderId, CardDto Card);
        public class Wallet { [CreditCard] public string Field1 { get; set; } [PaymentCardData] public string Field2 { get; set; } public string Owner { get; set; } }
        public class CreditCard { public string Number { get; set; } public string HolderName { get; set; } }
        public class GiftCardDto { public string CardNumber { get; set; } }
        public class Member { public string CardNumber { get; set; } }
        public class MemberPayment { public string CardNumber { get; set; } }
        public class TextBox { public string Text { get; set; } public bool Visible { get; set; } }
        public class Voucher { public string Number { get; set; } public string Code { get; set; } }
        public class PaymentCardDataAttribute : Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute { }
        public class PersonalDataOfShopAttribute : Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute { }
        public interface IAppLogger { void LogWarn(string message, params object[] args); void Info(string message); }
        public class PaymentFailedException : Exception { public PaymentFailedException(string message, string pan = null) : base(message) { } public string Detail { get; set; } }
        public class ShopMetadata { public Dictionary<string, string> Values { get; set; } }

        """;

    public static string Around(FlowCase flow) => Usings + (IsMember(flow.Code) ? Class(flow, flow.Code) : Class(flow, Method(flow.Code)));

    private static bool IsMember(string code) => code.StartsWith('[') || code.StartsWith("class ", StringComparison.Ordinal) || code.StartsWith("private ", StringComparison.Ordinal) || code.StartsWith("public ", StringComparison.Ordinal);

    private static string Class(FlowCase flow, string members) => $$"""
        partial class {{flow.Id}} : Controller
        {
            private string Mask(string s) => "****" + s.Substring(s.Length - 4);
            private readonly ILogger _logger;
            {{members}}
        }
        """;

    private static string Method(string lines) => $$"""
        public async Task<object> PayAsync(
            ILogger logger, Serilog.ILogger slog, NLog.Logger nlog, log4net.ILog log4, IAppLogger own, TelemetryClient ai, Activity activity, ActivitySource source, TextWriter writer, StringBuilder sb,
            string cardNumber, string cvv, string track2, string pan, string last4, string clientSecret, string json, string header, string secret, string companyName, string span, string text, string orderId,
            long panNumber, CardDto card, CardRec rec, List<CardDto> cards, Stripe.PaymentIntent pi, Stripe.PaymentMethodCardOptions opt, Stripe.Invoice invoice, Stripe.StripeException ex,
            Stripe.RequestOptions opt2, IConfiguration configuration, IDataProtector protector, Redactor redactor, IDistributedCache cache, IMemoryCache memory, HttpClient http, bool flag, Counter<long> counter)
        {
            {{lines}}
            await Task.CompletedTask;
            return null;
        }
        """;
}
