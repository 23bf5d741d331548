using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>
/// What was answered to which idempotency key, as Stripe keeps it: a 500 too, but no answer to what was refused before it was carried out for want of a
/// key or a permission. Stripe forgets after a day; here a test says when.
/// </summary>
public sealed class IdempotentAnswers
{
    internal const string FailsInside = "fails-inside";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Form, int Status, string Json)> _answers = new(StringComparer.Ordinal);

    public void Forget()
    {
        lock (_gate) _answers.Clear();
    }

    /// <summary>One request at a time: two with one key at the same moment are no matter of this stand-in.</summary>
    internal (int Status, JsonObject Json) Answer(HttpContext context, StripeKeyData key, IFormCollection? form, Func<JsonObject> carryOut)
    {
        lock (_gate)
        {
            var name = context.Request.Headers["Idempotency-Key"].ToString();
            var full = $"{key.Account.Id} {key.Livemode} {context.Request.Path} {name}";
            var fields = string.Join('&', (form ?? FormCollection.Empty).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
            if (name.Length > 0 && _answers.TryGetValue(full, out var kept))
            {
                if (kept.Form != fields) throw StripeErrors.OtherParameters(name);
                context.Response.Headers["Idempotent-Replayed"] = "true";
                return (kept.Status, JsonNode.Parse(kept.Json)!.AsObject());
            }

            var answer = Answer(context, carryOut);
            if (name.Length > 0 && answer.Status is not (401 or 403 or 429)) _answers[full] = (fields, answer.Status, answer.Json.ToJsonString());
            return answer;
        }
    }

    private static (int Status, JsonObject Json) Answer(HttpContext context, Func<JsonObject> carryOut)
    {
        try
        {
            return context.Items.ContainsKey(FailsInside) ? throw StripeErrors.FailedInside() : (200, carryOut());
        }
        catch (StripeErrorException error)
        {
            return (error.Status, error.ToJson());
        }
    }
}
