// references: packages missing
// project: tests
using FakeItEasy;
using Moq;
using NSubstitute;
using Stripe;
using Xunit;

namespace Shop.Tests;

public class PaymentServiceTests
{
    private readonly Mock<PaymentIntentService> _intents = new();
    private readonly Mock<IStripeClient> _client = new(MockBehavior.Strict);

    [Fact]
    public async Task Creates_an_intent_for_the_total()
    {
        _intents
            .Setup(s => s.CreateAsync(It.IsAny<PaymentIntentCreateOptions>(), It.IsAny<RequestOptions>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new PaymentIntent { Id = "pi_1" });
        _intents.SetupSequence(s => s.Confirm("pi_1", null, null)).Returns(new PaymentIntent()).Throws<StripeException>();

        var sut = new PaymentService(_intents.Object);
        await sut.PayAsync(10m);

        _intents.Verify(s => s.CreateAsync(It.Is<PaymentIntentCreateOptions>(o => o.Amount == 1000), null, default), Times.Once);
        _intents.Verify(s => s.CancelAsync(It.IsAny<string>(), null, null, CancellationToken.None), Times.Never());
    }

    [Fact]
    public async Task Calls_the_mock_itself()
    {
        await _intents.Object.CreateAsync(new PaymentIntentCreateOptions());
        Assert.Single(_intents.Invocations);
    }

    [Fact]
    public async Task Refunds_are_substituted()
    {
        var refunds = Substitute.For<RefundService>();
        var options = new RefundCreateOptions { PaymentIntent = "pi_1" };
        refunds.CreateAsync(options).Returns(new Refund { Id = "re_1" });
        refunds.CreateAsync(Arg.Any<RefundCreateOptions>(), Arg.Any<RequestOptions>()).ReturnsForAnyArgs(Task.FromResult(new Refund()));
        refunds.When(r => r.Create(options)).Do(_ => throw new StripeException());

        await new RefundsOfShop(refunds).RefundAsync("pi_1");

        await refunds.Received(1).CreateAsync(Arg.Is<RefundCreateOptions>(o => o.PaymentIntent == "pi_1"), Arg.Any<RequestOptions>(), Arg.Any<CancellationToken>());
        await refunds.DidNotReceive().CancelAsync("re_1");
        await refunds.CreateAsync(options);
    }

    [Fact]
    public void Customers_are_faked()
    {
        var customers = A.Fake<CustomerService>();
        A.CallTo(() => customers.Create(A<CustomerCreateOptions>._, A<RequestOptions>.Ignored)).Returns(new Customer { Id = "cus_1" });
        A.CallTo(() => customers.CreateAsync(A<CustomerCreateOptions>.That.Matches(o => o.Email != null), null, A<CancellationToken>._)).MustHaveHappenedOnceExactly();
    }

    [Fact]
    public void Names_and_delegates_send_nothing()
    {
        Assert.Equal("CreateAsync", nameof(PaymentIntentService.CreateAsync));
        System.Linq.Expressions.Expression<Func<PaymentIntentService, PaymentIntent>> call = s => s.Create(null, null);
        Assert.NotNull(call);
    }

    [Fact]
    public async Task A_sandbox_pays()
    {
        var service = new PaymentIntentService(new StripeClient(Environment.GetEnvironmentVariable("STRIPE_SANDBOX")));
        var intent = await service.CreateAsync(new PaymentIntentCreateOptions { Amount = 100, Currency = "usd" }); // PAY1001
        await service.CreateAsync(new PaymentIntentCreateOptions { Amount = 200, Currency = "usd" }, new RequestOptions { IdempotencyKey = "test-key" });
        await new Stripe.TestHelpers.TestClockService().AdvanceAsync("clock_1", new Stripe.TestHelpers.TestClockAdvanceOptions());
        await new Stripe.TestHelpers.RefundService().ExpireAsync("re_1");
        Assert.Equal("requires_payment_method", intent.Status);
    }
}
