namespace PaymentSafety.Core.Tests.Cards;

/// <summary>Beyond the labelled names: the same things in other casings, and words that only look alike.</summary>
public sealed class CardDataNameTests
{
    [Theory]
    [InlineData("m_cardNumber")]
    [InlineData("CREDIT_CARD_NUMBER")]
    [InlineData("creditCardNo")]
    [InlineData("ccno")]
    [InlineData("cardno")]
    [InlineData("paymentCardNumber")]
    [InlineData("primaryAccountNumber")]
    [InlineData("PANNumber")]
    [InlineData("cardPan")]
    [InlineData("cardNumbers")]
    [InlineData("order.Payment.CardNumber")]
    public void Card_numbers(string name) => Assert.Equal(SensitiveName.CardNumber, CardDataName.Classify(name));

    [Theory]
    [InlineData("cvc2")]
    [InlineData("CVV_CODE")]
    [InlineData("cardCvc")]
    [InlineData("ccv")]
    [InlineData("cardSecurityCode")]
    [InlineData("securityCode")]
    [InlineData("cardCid")]
    [InlineData("track1Data")]
    [InlineData("magneticStripe")]
    [InlineData("encryptedPinBlock")]
    [InlineData("cardPin")]
    public void Authentication_data(string name) => Assert.Equal(SensitiveName.AuthenticationData, CardDataName.Classify(name));

    [Theory]
    [InlineData("apiKey")]
    [InlineData("stripeSecretKey")]
    [InlineData("WEBHOOK_SECRET")]
    [InlineData("endpointSecret")]
    public void Secrets(string name) => Assert.Equal(SensitiveName.Secret, CardDataName.Classify(name));

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("giftCardNumber")]
    [InlineData("loyaltyCardNumber")]
    [InlineData("idCardNumber")]
    [InlineData("publishableKey")]
    [InlineData("publicApiKey")]
    [InlineData("stripeToken")]
    [InlineData("panX")]
    [InlineData("panGesture")]
    [InlineData("cscPath")]
    [InlineData("trackingNumber")]
    [InlineData("soundTrack1")]
    [InlineData("pinCode")]
    [InlineData("cid")]
    [InlineData("maskedCardNumber")]
    [InlineData("cardNumberLast4")]
    [InlineData("first6")]
    [InlineData("panHash")]
    [InlineData("hasCardNumber")]
    [InlineData("scorecardNumber")]
    public void Neither(string name) => Assert.Equal(SensitiveName.None, CardDataName.Classify(name));

    [Theory]
    [InlineData("GiftCard", true)]
    [InlineData("LibraryCards", true)]
    [InlineData("Members", true)]
    [InlineData("CreditCard", false)]
    [InlineData("Card", false)]
    [InlineData("MemberPayment", false)]
    [InlineData("Report", false)]
    [InlineData("", false)]
    public void CardsOfOthers(string owner, bool other) => Assert.Equal(other, CardDataName.IsOtherCard(owner));
}
