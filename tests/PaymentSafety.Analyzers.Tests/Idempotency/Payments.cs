using PaymentSafety.Analyzers.Idempotency;

namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>A class that takes payments, around the lines that a test is about.</summary>
internal static class Payments
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Stripe;

        """;

    /// <summary>The lines in an async method of a class with the usual services, ids and options in scope.</summary>
    public static string Method(string lines) => Usings + $$"""
        class Order { public string Id { get; set; } = ""; public string CustomerId { get; set; } = ""; public string PaymentKey { get; set; } = ""; public long Total { get; set; } }

        class Shop
        {
            private readonly PaymentIntentService payments = new();
            private readonly CustomerService customers = new();
            private readonly RefundService refunds = new();
            private readonly StripeClient client = new("");
            private readonly RequestOptions field = new();
            private readonly PaymentIntentCreateOptions options = new();
            private string account = "";

            private Task SaveAsync(object value) => Task.CompletedTask;
            private static void Log(string text) => Console.WriteLine(text);

            public async Task<object> PayAsync(string orderId, string customerId, Order order, List<Order> orders, string key, bool flag, RequestOptions given, CancellationToken ct)
            {
                {{lines}}
                await Task.CompletedTask;
                return order;
            }
        }
        """;

    /// <summary>Members of a class of their own.</summary>
    public static string Class(string members) => Usings + $$"""
        class Order { public string Id { get; set; } = ""; }

        class Shop
        {
            private readonly PaymentIntentService payments = new();
            private readonly PaymentIntentCreateOptions options = new();

            {{members}}
        }
        """;

    public static Task VerifyAsync(string source) => CSharpAnalyzerVerifier<IdempotencyAnalyzer>.VerifyAnalyzerAsync(source);
}
