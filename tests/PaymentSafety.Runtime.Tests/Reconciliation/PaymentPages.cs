using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>
/// Stripe's lists of very many payments and events. Without a socket it stands below the client, so that addresses, paging, JSON, retries and the circuit breaker are the real ones;
/// <see cref="PaymentPagesServer"/> gives it one.
/// </summary>
internal sealed class PaymentPages
{
    private readonly PaymentIntentData[] _payments;
    private readonly EventData[] _events;
    private readonly Dictionary<string, int> _byId;

    public PaymentPages(IEnumerable<PaymentIntentData> payments, IEnumerable<EventData> events)
    {
        _payments = [.. payments.OrderByDescending(payment => payment.Created).ThenByDescending(payment => payment.Id, StringComparer.Ordinal)];
        _events = [.. events.OrderByDescending(value => value.Created).ThenByDescending(value => value.Id, StringComparer.Ordinal)];
        _byId = _payments.Select((payment, index) => (payment.Id, index)).ToDictionary(entry => entry.Id, entry => entry.index, StringComparer.Ordinal);
    }

    /// <summary>Each payment is written once.</summary>
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>A transport that answers, with faults at this rate, in a process that may be killed.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Transport(Random random, double faults = 0, KillSwitch? kill = null) => _ => new Handler(this, random, faults, kill);

    /// <summary>The right answer, and which payments or events are in it.</summary>
    public (string Json, IReadOnlyList<string> Ids) Answer(Uri address)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        if (address.AbsolutePath.StartsWith("/v1/payment_intents/", StringComparison.Ordinal)) return (Written(_payments[_byId[address.Segments[^1]]]), [address.Segments[^1]]);
        return address.AbsolutePath switch
        {
            "/v1/payment_intents" => List(_payments, query["starting_after"] is { } after ? _byId[after] + 1 : null, query, Written),
            "/v1/events" => List(
                _events, query["starting_after"] is { } after ? Array.FindIndex(_events, value => value.Id == after) + 1 : null, query, value => value.ToJson(livemode: false, "2026-07-29.dahlia").ToJsonString()),
            _ => throw new InvalidOperationException($"Nobody answers {address.AbsolutePath}."),
        };
    }

    private static (string Json, IReadOnlyList<string> Ids) List<T>(T[] newestFirst, int? begin, System.Collections.Specialized.NameValueCollection query, Func<T, string> json)
        where T : IStripeObject
    {
        var (from, before, limit) = (Number(query, "created[gte]"), Number(query, "created[lt]"), (int)Number(query, "limit"));
        var index = begin ?? FirstBefore(newestFirst, before);
        var items = newestFirst.Skip(index).TakeWhile(item => item.Created >= from).Take(limit + 1).ToList();
        var page = items.Take(limit).ToList();
        return ($$"""{"object":"list","data":[{{string.Join(',', page.Select(json))}}],"has_more":{{(items.Count > limit ? "true" : "false")}}}""", page.ConvertAll(item => item.Id));
    }

    private string Written(PaymentIntentData payment) => _written.GetOrAdd(payment.Id, static (_, payment) => payment.ToJson(livemode: false, expandCharge: true).ToJsonString(), payment);

    private static int FirstBefore<T>(T[] newestFirst, long before)
        where T : IStripeObject
    {
        var (low, high) = (0, newestFirst.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (newestFirst[middle].Created >= before) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    // A time that is no integer is refused here as it is by Stripe.
    private static long Number(System.Collections.Specialized.NameValueCollection query, string name) => long.Parse(query[name]!, NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed class Handler(PaymentPages pages, Random random, double faults, KillSwitch? kill) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            kill?.Step();
            if (random.NextDouble() >= faults) return Task.FromResult(Text(HttpStatusCode.OK, pages.Answer(request.RequestUri!).Json));
            return random.Next(6) switch
            {
                0 => throw new HttpRequestException("The connection was reset.", new IOException()),
                1 => Task.FromResult(Text(HttpStatusCode.InternalServerError, """{"error":{"type":"api_error"}}""")),
                2 => Task.FromResult(Text(HttpStatusCode.TooManyRequests, """{"error":{"type":"rate_limit_error"}}""")),
                3 => Task.FromResult(Text(HttpStatusCode.OK, """{"object":"list","data":[{"id":""")),
                4 => Task.FromResult(Text(HttpStatusCode.OK, """{"object":"list","data":[],"has_more":true}""")),
                _ => Task.FromResult(Text(HttpStatusCode.ServiceUnavailable, "<html>busy</html>")),
            };
        }

        private static HttpResponseMessage Text(HttpStatusCode status, string text) => new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }
}

internal static class OwedPayments
{
    /// <summary>Whether the customer paid and is owed something for it.</summary>
    public static bool IsOwed(this PaymentIntentData payment) => payment.Status == "succeeded" && payment.AmountRefunded < payment.Amount && !payment.Disputed;
}
