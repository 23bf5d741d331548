using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>Names as shops write them, read by their words alone; the type is asked afterwards.</summary>
public class SensitiveNameTests
{
    [Theory]
    [InlineData(SensitiveName.CardNumber,
        "CardNumber _cardNo cardNbr card_num CARD_NUMBER CC_NUMBER ccNumber CcNo creditCardNo CreditCardNum credit_card_number debit_card_number bankCardNumber paymentCardNumber customerCardNumber "
        + "pan PAN clearPan fullPan cardPan PanNumber primaryAccountNumber primary_account_number dpan DPAN fundingPan newCardNumber oldCardNumber cardNumber2 rawCardNumber "
        + "plainCardNumber fullCardNumber decryptedCardNumber txtCardNumber strCardNumber sCardNumber virtualCardNumber corporateCardNumber cardNumberString cardNumberValue cardDigits ccn")]
    [InlineData(SensitiveName.AuthenticationData,
        "cvc CVC cvv CVV cvv2 CVV2 cvc2 Cvc2 cardCvc cardCvv cvcCode cvvNumber cvcNumber card_cvc card_verification_code cardVerificationCode cardSecurityCode card_security_code securityCode cardVerificationNumber "
        + "cvn CVN2 cav2 csc cardCsc trackData track_data track1Data track2Data Track1 rawTrack2 magneticStripe magStripeData swipeData pinBlock encryptedPinBlock PIN_BLOCK cardPin cardCid userCvv newCvc")]
    [InlineData(SensitiveName.ClientSecret, "ClientSecret client_secret paymentIntentClientSecret setupIntentClientSecret intentClientSecret _clientSecret stripeClientSecret CLIENT_SECRET")]
    [InlineData(SensitiveName.Secret,
        "apiKey ApiKey api_key stripeApiKey StripeSecretKey stripeSecret secretKey SecretKey STRIPE_SECRET_KEY stripeKey restrictedKey webhookSecret WebhookSecret signingSecret endpointSecret StripeWebhookSecret "
        + "stripe_webhook_secret webhookSigningSecret apiSecret")]
    [InlineData(SensitiveName.None,
        "card Card cards cardId cardType cardBrand cardToken cardHolder cardholder cardholderName nameOnCard expMonth exp_year expiryDate cardExpiry last4 lastFour cardLast4 last4Digits lastFourDigits cardLastFourDigits "
        + "first6 bin cardBin binNumber iin maskedCardNumber maskedPan cardNumberMasked MaskedCc redactedCardNumber truncatedPan hashedPan panHash cardNumberHash cardFingerprint fingerprint panToken cardNumberToken "
        + "tokenizedPan encryptedPan encryptedCardNumber cardNumberEncrypted isCardNumber hasCvc hasCardNumber validateCardNumber cardNumberLength cvcCheck cvc_check cvvResult cvvStatus cvcRequired requireCvc cvvMatch "
        + "cardNumberError cardNumberLabel cardNumberPlaceholder cardNumberInput inputCardNumber cardNumberTextBox cardNumberElement CardNumberRegex cardNumberPattern cardNumberFormat cardCount numberOfCards cardIndex "
        + "panel span company expand pane panic japan participant spanner Pandora panX panY panStart panOffset panGesture panAngle panSpeed discard discardNumber postcard scorecard dashboard flashcard wildcard "
        + "giftCardNumber loyaltyCardNumber memberCardNumber businessCardNumber idCardNumber simCardNumber graphicsCardNumber account accountNumber accountId bankAccountNumber orderNumber invoiceNumber "
        + "phoneNumber trackingNumber track trackId trackName soundtrack backtrack tracks pin pins pinned pinCode mapPin pinNumber spinner verificationCode emailVerificationCode smsCode code postalCode zipCode "
        + "publishableKey stripePublishableKey publicKey primaryKey foreignKey keyName cacheKey idempotencyKey key secretName secretLength clientSecretLength hasClientSecret hasApiKey apiKeyId apiKeyName token stripeToken "
        + "paymentMethodToken accessible incident cvcUpdate CvcUpdateOptions CreditCardService CardNumberValidator cardNumberIsValid cardNumberChanged OnCardNumberChanged displayCardNumber cardStatus cardCountry cardFunding")]
    public void Reads_names_by_their_words(SensitiveName expected, string names) =>
        Assert.Equal("", string.Join(" ", names.Split(' ').Where(name => CardDataName.Classify(name) != expected)));
}
