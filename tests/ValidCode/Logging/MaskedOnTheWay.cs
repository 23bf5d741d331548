using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Stripe;

namespace ValidCode.Logging;

/// <summary>A wrapper that masks before it logs: what it is given is not what it writes.</summary>
internal interface ISecureLogger
{
    public void LogPayment(string transaction, string cardNumber, decimal amount);
}

internal sealed class SecureLogger(ILogger<SecureLogger> logger) : ISecureLogger
{
    private static readonly Regex Digits = new(@"\d(?=\d{4})");

    public void LogPayment(string transaction, string cardNumber, decimal amount) =>
        logger.LogInformation("payment {Transaction} of {Amount} with {Card}", transaction, amount, Digits.Replace(cardNumber, "*"));

    /// <summary>What is looked for in a text to be taken out is not in it afterwards.</summary>
    public void LogAnswer(string answer, string cardNumber, StripeClient client) =>
        logger.LogDebug("the gateway said {Answer}", answer.Replace(cardNumber, "****", StringComparison.Ordinal).Replace(client.ApiKey, "***", StringComparison.Ordinal));
}

/// <summary>Commands whose card stays out of the log, and whose text says only what may be said.</summary>
internal sealed class PayByPhone
{
    public required string OrderId { get; init; }

    [JsonIgnore]
    public required string CardNumber { get; init; }

    public override string ToString() => $"order {OrderId}, card ending in {CardNumber[^4..]}";
}

internal sealed class PhoneOrders(ILogger<PhoneOrders> logger, ISecureLogger secure, PaymentMethodService methods)
{
    public async Task<string> PayAsync(PayByPhone command, Activity? activity)
    {
        logger.LogInformation("paying {Command}: {Body}", command, System.Text.Json.JsonSerializer.Serialize(command));
        secure.LogPayment(command.OrderId, command.CardNumber, 10m);
        var method = await methods.GetAsync(command.OrderId);
        var text = new StringBuilder("card ").Append(Hide(command.CardNumber)).Append(" is ").Append(method.Id);
        activity?.SetTag("card.brand", method.Card.Brand).SetTag("card.length", command.CardNumber.Length);
        logger.LogInformation("{Text}", text);
        return command.CardNumber.Length == 16 ? method.Id : throw new ArgumentException($"order {command.OrderId} has a card of {command.CardNumber.Length} digits", nameof(command));
    }

    /// <summary>No name says that it masks; what it keeps does.</summary>
    private static string Hide(string number) => new string('*', number.Length - 4) + number.Substring(number.Length - 4);
}
