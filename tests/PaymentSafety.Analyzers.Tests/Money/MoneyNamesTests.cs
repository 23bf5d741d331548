using PaymentSafety.Analyzers.Money;

namespace PaymentSafety.Analyzers.Tests.Money;

public class MoneyNamesTests
{
    [Theory]
    [InlineData("price")]
    [InlineData("_unitPrice")]
    [InlineData("TotalAmount")]
    [InlineData("total")]
    [InlineData("cart_total")]
    [InlineData("GrandTotal")]
    [InlineData("refundedAmount")]
    [InlineData("shippingCost")]
    [InlineData("application_fee")]
    public void Says_that_it_is_money(string name) => Assert.True(MoneyNames.IsMoney(name));

    [Theory]
    [InlineData("taxRate")]
    [InlineData("discountPercent")]
    [InlineData("totalPages")]
    [InlineData("totalMinutes")]
    [InlineData("priceCount")]
    [InlineData("feedback")]
    [InlineData("taxonomy")]
    [InlineData("latitude")]
    [InlineData("totalDistance")]
    [InlineData("costFactor")]
    [InlineData("arrDelay")]
    public void Counts_something_else(string name) => Assert.False(MoneyNames.IsMoney(name));

    [Theory]
    [InlineData("unitPrice", true)]
    [InlineData("precio", true)]
    [InlineData("amount", false)]
    [InlineData("total", false)]
    [InlineData("subtotal", false)]
    [InlineData("baseCost", false)]
    public void Some_names_are_money_whatever_the_code_is_about(string name, bool isCertain) => Assert.Equal(isCertain, MoneyNames.IsCertain(name));
}
