using FsCheck;
using FsCheck.Fluent;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Runtime.Tests.Masking;

public sealed class CardMaskTests
{
    [Theory]
    [InlineData("4242424242424242", "424242******4242")]
    [InlineData("4242 4242 4242 4242", "4242 42** **** 4242")]
    [InlineData("4242-4242-4242-4242", "4242-42**-****-4242")]
    [InlineData(" 4242.4242.4242.4242 ", "4242.42**.****.4242")]
    [InlineData("378282246310005", "378282*****0005")]
    [InlineData("3782 822463 10005", "3782 82**** *0005")]
    [InlineData("6759649826438453000", "675964*********3000")]
    [InlineData("501800000009", "501800**0009")]
    [InlineData("50180000000", "****")]
    [InlineData("42424242424242424242", "****")]
    [InlineData("4242", "****")]
    [InlineData("4242424242424242x", "****")]
    [InlineData("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "****")]
    [InlineData("------------", "****")]
    [InlineData("card", "****")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void At_most_BIN_and_last_four_are_shown(string? value, string masked) => Assert.Equal(masked, CardMask.Mask(value));

    [Theory]
    [InlineData("123", "***")]
    [InlineData("1234", "***")]
    [InlineData("", "***")]
    [InlineData(null, "")]
    public void Nothing_of_a_verification_code_is_shown(string? code, string masked) => Assert.Equal(masked, CardMask.MaskCvc(code));

    [Fact]
    public void No_text_gives_more_than_ten_digits_nor_another_length_than_its_own() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(TextGenerator.Fields.ToArbitrary(), text =>
        {
            var masked = CardMask.Mask(text);
            return masked.Count(char.IsDigit) <= 10
                && (masked is "" or "****" || (masked.Length == text.Trim().Length && text.Count(char.IsAsciiDigit) is >= 12 and <= 19));
        }));
}
