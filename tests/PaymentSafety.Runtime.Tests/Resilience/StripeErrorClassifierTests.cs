using PaymentSafety.Runtime.Resilience;

namespace PaymentSafety.Runtime.Tests.Resilience;

public sealed class StripeErrorClassifierTests
{
    [Theory]
    [InlineData("insufficient_funds", null, StripeErrorAction.Later)]
    [InlineData("insufficient_funds", "do_not_try_again", StripeErrorAction.Stop)]
    [InlineData("generic_decline", "try_again_later", StripeErrorAction.Later)]
    [InlineData("generic_decline", null, StripeErrorAction.CustomerAction)]
    [InlineData("incorrect_cvc", null, StripeErrorAction.CustomerAction)]
    [InlineData("do_not_honor", "confirm_card_data", StripeErrorAction.CustomerAction)]
    [InlineData("stolen_card", "try_again_later", StripeErrorAction.Stop)]
    [InlineData("authentication_required", null, StripeErrorAction.CustomerAction)]
    [InlineData("a_code_of_next_year", null, StripeErrorAction.Unknown)]
    [InlineData("a_code_of_next_year", "try_again_later", StripeErrorAction.Later)]
    public void The_advice_code_decides_before_the_decline_code(string declineCode, string? adviceCode, StripeErrorAction action)
    {
        var advice = StripeErrorClassifier.Classify(new StripeErrorFacts { Status = 402, Type = "card_error", Code = "card_declined", DeclineCode = declineCode, AdviceCode = adviceCode });

        Assert.Equal(action, advice.Action);
    }

    [Theory]
    [InlineData(null, null, null, StripeErrorAction.Retry)]
    [InlineData(500, "api_error", null, StripeErrorAction.Retry)]
    [InlineData(503, null, null, StripeErrorAction.Retry)]
    [InlineData(429, "invalid_request_error", "lock_timeout", StripeErrorAction.Retry)]
    [InlineData(409, "idempotency_error", "idempotency_key_in_use", StripeErrorAction.Retry)]
    [InlineData(409, "invalid_request_error", null, StripeErrorAction.Retry)]
    [InlineData(400, "idempotency_error", null, StripeErrorAction.Stop)]
    [InlineData(400, "invalid_request_error", "parameter_missing", StripeErrorAction.Stop)]
    [InlineData(401, "invalid_request_error", null, StripeErrorAction.Stop)]
    [InlineData(403, "invalid_request_error", "more_permissions_required", StripeErrorAction.Stop)]
    [InlineData(402, "card_error", "expired_card", StripeErrorAction.Stop)]
    [InlineData(402, null, null, StripeErrorAction.Unknown)]
    [InlineData(418, null, null, StripeErrorAction.Unknown)]
    public void Without_a_decline_code_code_type_and_status_decide(int? status, string? type, string? code, StripeErrorAction action) =>
        Assert.Equal(action, StripeErrorClassifier.Classify(new StripeErrorFacts { Status = status, Type = type, Code = code }).Action);

    [Theory]
    [InlineData("lost_card")]
    [InlineData("stolen_card")]
    [InlineData("pickup_card")]
    [InlineData("fraudulent")]
    [InlineData("merchant_blacklist")]
    public void Who_holds_a_stolen_card_is_told_what_everybody_is_told(string declineCode)
    {
        var stolen = StripeErrorClassifier.Classify(new StripeErrorFacts { Status = 402, Type = "card_error", DeclineCode = declineCode });
        var unknown = StripeErrorClassifier.Classify(new StripeErrorFacts { Status = 402, Type = "card_error" });

        Assert.Equal(unknown.PayerText, stolen.PayerText);
        Assert.Equal(StripeErrorAction.Stop, stolen.Action);
    }

    [Fact]
    public void No_sentence_gives_a_code_away()
    {
        foreach (var code in DeclineCodes.All.Keys)
        {
            var advice = StripeErrorClassifier.Classify(new StripeErrorFacts { Status = 402, Type = "card_error", DeclineCode = code });
            Assert.Equal($"decline_code={code}", advice.DecidedBy);
            Assert.DoesNotContain('_', advice.PayerText);
        }
    }

    [Theory]
    [InlineData(402, """{"error":{"type":"card_error","code":"card_declined","decline_code":"expired_card","message":"x"}}""", "decline_code=expired_card")]
    [InlineData(402, """{"error":{"type":"card_error","decline_code":7}}""", "type=card_error")]
    [InlineData(502, "<html>Bad gateway</html>", "status=502")]
    [InlineData(500, "[]", "status=500")]
    [InlineData(500, """{"error":"no"}""", "status=500")]
    [InlineData(null, null, "no answer")]
    public void A_body_is_read_as_far_as_it_can_be(int? status, string? body, string decidedBy) =>
        Assert.Equal(decidedBy, StripeErrorClassifier.Classify(status, body).DecidedBy);
}
