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
    public void Counts_something_else(string name) => Assert.False(MoneyNames.IsMoney(name));
}
