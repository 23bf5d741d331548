using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>
/// Stripe's rules about Idempotency-Key: the first answer is given again, an error too; other parameters are refused; two at once are a conflict.
/// </summary>
internal sealed class IdempotentRequests
{
    private readonly ConcurrentDictionary<string, First> _first = new(StringComparer.Ordinal);

    /// <summary>As Stripe does after a day.</summary>
    public void Forget() => _first.Clear();

    /// <param name="scope">Keys of different accounts and modes have nothing to do with each other.</param>
    /// <param name="parameters">What is sent with the key.</param>
    /// <param name="answer">Makes the first answer.</param>
    public (int Status, JsonObject Json, bool Replayed) Answer(string scope, string? key, string parameters, Func<(int Status, JsonObject Json)> answer)
    {
        if (string.IsNullOrEmpty(key)) return Now(answer);
        if (key.Length > 255) throw StripeErrors.KeyTooLong();

        var mine = new First(parameters);
        var first = _first.GetOrAdd($"{scope} {key}", mine);
        if (first == mine)
        {
            var (status, json, _) = Now(answer);
            // What was refused before anything began is not kept: corrected, it may be sent with the same key.
            if (status is 400 or 401 or 403 or 404) _first.TryRemove($"{scope} {key}", out _);
            first.Status = status;
            first.Body = json.ToJsonString();
            return (status, json, false);
        }

        if (first.Parameters != parameters) throw StripeErrors.OtherParameters(key);
        if (first.Body is not { } body) throw StripeErrors.KeyInUse(key);
        return (first.Status, JsonNode.Parse(body)!.AsObject(), true);
    }

    private static (int Status, JsonObject Json, bool Replayed) Now(Func<(int Status, JsonObject Json)> answer) => answer() is var (status, json) ? (status, json, false) : default;

    private sealed class First(string parameters)
    {
        public string Parameters { get; } = parameters;

        public int Status { get; set; }

        public volatile string? Body;
    }
}
