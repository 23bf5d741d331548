using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ValidCode.Logging;

/// <summary>
/// An import of orders taken by phone. The number goes to the vault and nowhere else; what the log sees is a mask, a token, a keyed
/// hash, a length or a yes.
/// </summary>
internal sealed class CardsFromOtherSystems(ILogger logger, ICardVault vault, byte[] hashKey)
{
    public async Task<string> ImportAsync(string orderNumber, string cardNumber)
    {
        if (!IsCardNumberValid(cardNumber))
        {
            logger.LogWarning(
                "order {OrderNumber}: {Field} has {Length} characters and no valid check digit", orderNumber, nameof(cardNumber), cardNumber.Length);
            throw new ArgumentException("The card number is not valid.", nameof(cardNumber));
        }

        logger.LogInformation("order {OrderNumber}: importing {Card}", orderNumber, MaskCard(cardNumber));
        var isKnown = await vault.ContainsAsync(HashOf(cardNumber));
        logger.LogDebug("order {OrderNumber}: last four {Last4}, seen before {Seen}", orderNumber, cardNumber[^4..], isKnown);

        var token = await vault.TokenizeAsync(cardNumber);
        logger.LogInformation("order {OrderNumber}: stored as {Token}", orderNumber, token);

        cardNumber = token;
        logger.LogTrace("order {OrderNumber}: continuing with {Reference}", orderNumber, cardNumber);
        return cardNumber;
    }

    private string HashOf(string cardNumber) => Convert.ToHexString(HMACSHA256.HashData(hashKey, Encoding.ASCII.GetBytes(cardNumber)));

    private static string MaskCard(string number) => new string('*', number.Length - 4) + number.Substring(number.Length - 4);

    private static bool IsCardNumberValid(string cardNumber)
    {
        var sum = 0;
        for (var i = 0; i < cardNumber.Length; i++)
        {
            var digit = cardNumber[^(i + 1)] - '0';
            if (digit is < 0 or > 9)
                return false;
            sum += i % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }

        return cardNumber.Length is >= 13 and <= 19 && sum % 10 == 0;
    }
}

internal interface ICardVault
{
    public Task<string> TokenizeAsync(string cardNumber);

    public Task<bool> ContainsAsync(string cardNumberHash);
}
