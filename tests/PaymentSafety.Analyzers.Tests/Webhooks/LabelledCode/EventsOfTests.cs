// project: tests
using Stripe;
using Xunit;

namespace Tests;

public class HandlerTests
{
    private static Event Make(string json) => EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false);

    [Fact]
    public void Webhook_marks_as_paid() => Assert.NotNull(Make("{}").Data.Object);
}
